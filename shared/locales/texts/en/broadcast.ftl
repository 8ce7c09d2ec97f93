broadcast-preview =
    { $people ->
        [0] Nobody would get this message.
        [one] This message goes to <b>{ $people }</b> person. Shall I send it?
       *[other] This message goes to <b>{ $people }</b> people. Shall I send it?
    }
broadcast-button-send = 📣 Send it
broadcast-button-cancel = ✖️ Cancel
broadcast-button-pause = ⏸ Pause
broadcast-button-resume = ▶️ Go on
broadcast-button-stop = ⏹ Stop
broadcast-running =
    📣 Sending: <b>{ $total }</b> of { $people }
    Sent: { $sent } · cannot be reached: { $unreachable } · failed: { $failed } · unknown: { $unknown } · switched off: { $declined }
broadcast-paused =
    ⏸ Paused: <b>{ $total }</b> of { $people }
    Sent: { $sent } · cannot be reached: { $unreachable } · failed: { $failed } · unknown: { $unknown } · switched off: { $declined }
broadcast-done =
    ✅ The broadcast is done: <b>{ $total }</b> of { $people }
    Sent: { $sent } · cannot be reached: { $unreachable } · failed: { $failed } · unknown: { $unknown } · switched off: { $declined }
broadcast-stopped =
    ⏹ The broadcast was stopped: <b>{ $total }</b> of { $people }
    Sent: { $sent } · cannot be reached: { $unreachable } · failed: { $failed } · unknown: { $unknown } · switched off: { $declined }
