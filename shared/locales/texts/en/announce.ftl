# For those who send broadcasts
command-broadcast = send a message to everybody
announce-ask = What shall I send? A text goes out as you type it, without formatting. A photo, a video, a voice message or anything else is copied as it is.
announce-open = Not ended yet, here below:
announce-line = { $status ->
        [counting] 🔢 being counted
        [ready] ❔ not sent yet
        [running] 📣 being sent
        [paused] ⏸ paused
       *[stopping] ⏹ being stopped
    } · 👥 { $people }
announce-too-long = { $by ->
        [one] That is { $by } character too long: Telegram takes 4096.
       *[other] That is { $by } characters too long: Telegram takes 4096.
    }
announce-album = I cannot send albums on, only single messages.
announce-unsendable = I cannot send that on.
announce-whom = Who shall get it? To change it, just send me another message.
announce-button-everyone = 👥 Everybody
announce-button-role = 🪪 { role-name }
announce-copy = 📎 I will copy the message that you sent as it is. Please do not delete it before the broadcast has ended.
announce-counting = I am counting who will get it…
announce-stopping = ⏹ I am stopping it…
announce-cancelled = ✖️ The broadcast was given up. Nobody has got it.
announce-sure = Really stop it? <b>{ $total }</b> of { $people } had their turn. The others will not get it, and it cannot go on later.
announce-button-sure = ⏹ Yes, stop it
announce-button-keep = ‹ No
announce-button-look = 🔄 How far is it?
announce-button-read = 👁 Show the message
announce-now = { $status ->
        [counting] The broadcast is still being counted.
        [ready] The broadcast is counted and waits to be sent.
        [running] The broadcast is being sent.
        [paused] The broadcast is paused.
        [stopping] The broadcast is being stopped.
        [done] The broadcast is done.
        [stopped] The broadcast was stopped.
       *[cancelled] The broadcast was given up.
    }
announce-gone = I do not know this broadcast, or do not keep it any more.
announce-full = 10 broadcasts have not ended yet. Please end one of them first: you find them with /broadcast.
