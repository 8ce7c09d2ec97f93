# Notices, kept to be read again
command-inbox = read my notifications again
inbox-button = 📥 Inbox
inbox-title = <b>Your notifications</b>
inbox-empty = Your inbox is empty. What I tell you is kept here for 30 days.
notice-kind = { $kind ->
        [booking] Bookings
        [reminder] Reminders
        [access] Staff and roles
        [broadcast] News
        [system_maintenance] Outages
       *[other] Other
    }
inbox-line = <b>{ $number }.</b> { $state ->
        [unread] 🔵
       *[read] ⚪️
    } { $at } · { notice-kind }
inbox-entry = { $at } · { notice-kind }
inbox-button-mark = ✓ Mark all on this page as read
inbox-button-back = ‹ Inbox
inbox-marked = { $count ->
        [0] Nothing here was unread any more.
        [one] Marked as read: { $count } notification.
       *[other] Marked as read: { $count } notifications.
    }
inbox-gone = This notification is not kept any more.
