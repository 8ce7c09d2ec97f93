use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;

/// A file of the page, built into the program.
struct File {
    path: &'static str,
    kind: &'static str,
    text: &'static str,
}

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const PICTURE: &str = "image/svg+xml";
const SCRIPT: &str = "text/javascript; charset=utf-8";

macro_rules! file {
    ($path:literal, $kind:expr, $name:literal) => {
        File {
            path: $path,
            kind: $kind,
            text: include_str!(concat!("../page/", $name)),
        }
    };
}

const FILES: &[File] = &[
    file!("/", HTML, "index.html"),
    file!("/page/api.js", SCRIPT, "api.js"),
    file!("/page/avatar.js", SCRIPT, "avatar.js"),
    file!("/page/bubble.js", SCRIPT, "bubble.js"),
    file!("/page/chat.css", CSS, "chat.css"),
    file!("/page/colours.css", CSS, "colours.css"),
    file!("/page/commands.js", SCRIPT, "commands.js"),
    file!("/page/composer.css", CSS, "composer.css"),
    file!("/page/composer.js", SCRIPT, "composer.js"),
    file!("/page/days.js", SCRIPT, "days.js"),
    file!("/page/dialogs.js", SCRIPT, "dialogs.js"),
    file!("/page/dom.js", SCRIPT, "dom.js"),
    file!("/page/frame.css", CSS, "frame.css"),
    file!("/page/header.js", SCRIPT, "header.js"),
    file!("/page/icon.svg", PICTURE, "icon.svg"),
    file!("/page/live.js", SCRIPT, "live.js"),
    file!("/page/main.js", SCRIPT, "main.js"),
    file!("/page/messages.js", SCRIPT, "messages.js"),
    file!("/page/people.js", SCRIPT, "people.js"),
    file!("/page/place.js", SCRIPT, "place.js"),
    file!("/page/presses.js", SCRIPT, "presses.js"),
    file!("/page/rich.js", SCRIPT, "rich.js"),
    file!("/page/status.js", SCRIPT, "status.js"),
    file!("/page/toasts.js", SCRIPT, "toasts.js"),
    file!("/page/worker.js", SCRIPT, "worker.js"),
];

pub(crate) fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    FILES.iter().fold(Router::new(), |router, file| {
        let answer = ([(CONTENT_TYPE, file.kind)], file.text);
        router.route(file.path, get(answer))
    })
}
