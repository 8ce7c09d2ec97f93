# Alerts to superadmins: what is wrong, since when, the numbers, what to do; and its end
alert-heartbeat =
    🔴 <b>The bot has not answered its heartbeat for { $lasts }.</b>
    Since { $since }. Last sign of life: { $last }
    What to do: <code>botctl health</code>, then <code>botctl doctor</code>.
alert-heartbeat-over = 🟢 <b>The bot is back.</b> The outage lasted { $lasted }.
alert-webhook-url =
    🔴 <b>Telegram does not call this bot’s address.</b>
    Since { $since }. Registered: { $registered }
    Ours: { $ours }
    What to do: <code>botctl webhook info</code>, then <code>botctl webhook set</code>.
alert-webhook-url-over = 🟢 <b>Telegram calls the right address again.</b> The outage lasted { $lasted }.
alert-webhook-errors =
    🔴 <b>Telegram cannot deliver updates to the bot.</b>
    Since { $since }. Last error, { $last }: { $message }
    Updates waiting: { $waiting }
    What to do: <code>botctl health</code>, then look into the webhook’s log.
alert-webhook-errors-over = 🟢 <b>Telegram has met no error for 5 minutes.</b> The trouble lasted { $lasted }.
alert-pending-updates =
    🔴 <b>Updates pile up at Telegram.</b>
    Waiting: { $waiting }, and growing, since { $since }.
    What to do: <code>botctl webhook info</code>, then look into the webhook’s log.
alert-pending-updates-over = 🟢 <b>Updates do not pile up any more.</b> That lasted { $lasted }.
alert-old-notices =
    🔴 <b>Notices do not go out.</b>
    Late: { $count }. The oldest has been waiting since { $oldest }, for { $waits }.
    What to do: look into the notifier’s log, then <code>botctl doctor</code>.
alert-old-notices-over = 🟢 <b>Notices go out again.</b> The outage lasted { $lasted }.
alert-dead-letters =
    🔴 <b>There are dead letters: messages that could not be processed.</b>
    { $queues }
    Since { $since }.
    What to do: look into the notifier’s log, then redrive or purge the queue (docs/runbook.md#dead-letters).
alert-dead-letters-over = 🟢 <b>There are no dead letters any more.</b> There were some for { $lasted }.
alert-parked =
    🔴 <b>Something could not be handled and was parked.</b>
    Updates: { $updates }. Messages: { $messages }. Since { $since }.
    What to do: <code>botctl parked list</code>, then replay or drop what it shows.
alert-parked-over = 🟢 <b>Nothing is parked any more.</b> Something was for { $lasted }.
alert-broadcast =
    🔴 <b>A broadcast stands still.</b>
    { $broadcast }, for { $stands }, since { $since }. Standing still: { $count }.
    What to do: pause and resume it with /broadcast, and look into the notifier’s log.
alert-broadcast-over = 🟢 <b>No broadcast stands still any more.</b> That lasted { $lasted }.
