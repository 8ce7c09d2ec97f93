// Runs once in a browser, for all of its pages.

import { share } from "./live.js";

share();
