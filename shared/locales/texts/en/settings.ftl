# Settings
command-settings = language, notifications and quiet hours
settings-button = ⚙️ Settings
settings-title =
    <b>Settings</b>
    What you switch off does not arrive as a message: you find it in /inbox, except for news.
settings-alerts = 🔴 Urgent alerts always arrive.
settings-quiet-none = 🌙 Quiet hours: none
settings-quiet = 🌙 Quiet hours: { $from }–{ $to } ({ $zone })
settings-button-on = 🔔 { notice-kind }: on
settings-button-off = 🔕 { notice-kind }: off
settings-button-quiet = 🌙 Quiet hours…
settings-button-none = No quiet hours
settings-button-back = ‹ Settings
settings-from = From when shall I be quiet? What is not urgent then waits until the quiet hours end; news comes without a sound.
settings-to = Quiet from { $from }. Until when?
settings-same = Quiet hours cannot end when they begin. Please choose another time.
