# Greeting and menu
greeting =
    Hello, { $name }! 👋
    This is the front desk. What can I do for you?
menu = What can I do for you?
hint = I did not quite get that. Here is what I can do:
unknown-command = I do not know that command. Here is what I can do:
button-menu = ‹ Menu
button-help = ❓ What I can do
button-language = 🌐 Language
button-join = 🪪 Join the staff
button-schedule = 📒 My schedule
button-shop = 🛠 The shop

# Help
help-title = <b>What I can do</b>
command-start = say hello and start afresh
command-help = show this list
command-language = choose the language
command-join = ask to join the staff
command-cancel = leave the form you are filling in

# Language
language-choice = Which language shall we speak?
language-set = From now on we speak English.
language-usage = Type <code>/language en</code>, <code>/language ru</code> or <code>/language uz</code>.

# Leaving a form
cancelled = All right, I have closed the form. Nothing was sent.
nothing-to-cancel = No form is open, so there is nothing to cancel.
button-cancel = ✖️ Cancel

# Joining the staff
ask-first-name = What is your first name?
ask-last-name = And your last name?
ask-phone = Your phone number? Share your contact, or type it with the country code.
button-share-phone = 📱 Share my number
not-a-text = Please answer with a text.
name-too-short = That is too short: a name has at least 2 characters.
name-too-long = That is too long: a name has at most 64 characters.
not-a-name = That does not look like a name.
not-a-phone = That does not look like a phone number: it has 8 to 15 digits, such as +998 90 123-45-67.
foreign-contact = That is somebody else’s contact. I need your own number.
phone-taken = Another account uses this number. Please give me a different one.
request-sent = Thank you! Your request is on its way, and you will hear from me as soon as it is decided.
request-notice =
    <b>Request to join the staff</b>
    { $name }
    { $phone }
button-approve = ✅ Approve as { $role ->
        [master] master
        [technician] technician
        [manager] manager
       *[inspector] inspector
    }
button-reject = 🚫 Reject
decided-granted = ✅ { $role ->
        [master] Master
        [technician] Technician
        [manager] Manager
       *[inspector] Inspector
    }: approved by { $by }
decided-rejected = 🚫 Rejected by { $by }
already-decided = { $by } has decided this already.
newer-request = This request was replaced by a newer one. Please look at the newer message.
not-allowed = This is for those who run the staff.
masters-only = This is for masters.
superadmins-only = This is for superadmins.
form-closed = Your roles have changed meanwhile, so I have closed the form. Nothing was changed.
private-only = Let us do that in private: please write to me there.
request-granted = 🎉 Welcome to the staff! Your request was approved, and you are now { $role ->
        [master] a master
        [technician] a technician
        [manager] a manager
       *[inspector] an inspector
    }.
request-rejected = Your request to join the staff was not approved this time. You may ask again with /join.

# When something is in the way
stale-button = This button is out of date.
apology = I am sorry, something went wrong on our side. We have kept your message and will look at it.
slow-down = Slow down, please: try again in { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    }.
reset = I was updated while you were filling in a form, so I had to close it. Please start it again.
already-done = That is done already.
edited = I do not read edited messages. Please send it again as a new one.

# Alerts to superadmins; those of the monitor are in alerts.ftl
table-unreachable = 🔴 <b>The table cannot be used.</b> Updates are refused until it can, and Telegram keeps them meanwhile.
test-alert = 🔔 <b>This is a test.</b> Alerts reach you here. There is nothing to do.
