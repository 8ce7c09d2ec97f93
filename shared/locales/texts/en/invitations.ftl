# For those who invite
command-invite = invite somebody to a role
invitations-none = No invitation is open. Whom do you want to invite? The link is good for 72 hours, once, for the first who opens it.
invitations-title = <b>Open invitations</b>
invitations-line = { $role ->
        [master] master
        [technician] technician
        [manager] manager
        [inspector] inspector
       *[superadmin] superadmin
    }, until { $until }
invitations-button-new = ➕ { $role ->
        [master] master
        [technician] technician
        [manager] manager
        [inspector] inspector
       *[superadmin] superadmin
    }
invitations-button-list = ‹ Open invitations
invitations-button-revoke = ↩️ Take it back
invitations-button-revoke-one = ↩️ { $role ->
        [master] master
        [technician] technician
        [manager] manager
        [inspector] inspector
       *[superadmin] superadmin
    }, { $until }
invitations-made =
    <b>Invitation: { $role ->
        [master] master
        [technician] technician
        [manager] manager
        [inspector] inspector
       *[superadmin] superadmin
    }</b>
    { $link }
    Send this link to whom you invite. It is good until { $until }, once, for the first who opens it. I cannot show it again.
invitations-made-text =
    <b>Invitation: { $role ->
        [master] master
        [technician] technician
        [manager] manager
        [inspector] inspector
       *[superadmin] superadmin
    }</b>
    <code>{ $text }</code>
    I do not know my own username, so there is no link (TELEGRAM_BOT_USERNAME is not set). Whoever sends me this text opens the invitation. It is good until { $until }, once. I cannot show it again.
invitations-made-before =
    <b>Invitation: { $role ->
        [master] master
        [technician] technician
        [manager] manager
        [inspector] inspector
       *[superadmin] superadmin
    }</b>
    It is open until { $until }, but I can show its link only once. If you do not have it, take the invitation back and make another.
invitations-revoked = The invitation is taken back.
invitations-too-many = There are 20 open invitations. Take one back first.
invitations-notice-accepted = { $name } has accepted your invitation: { $role ->
        [master] master
        [technician] technician
        [manager] manager
        [inspector] inspector
       *[superadmin] superadmin
    }.
invitations-notice-declined = { $name } has declined your invitation: { $role ->
        [master] master
        [technician] technician
        [manager] manager
        [inspector] inspector
       *[superadmin] superadmin
    }.

# For those who are invited
invitations-offered =
    You are invited to the staff: { $role ->
        [master] master
        [technician] technician
        [manager] manager
        [inspector] inspector
       *[superadmin] superadmin
    }.
    Do you accept? The invitation is good until { $until }.
invitations-button-accept = ✅ Accept
invitations-button-decline = 🚫 Decline
invitations-accepted = 🎉 Welcome! You are now { $role ->
        [master] a master
        [technician] a technician
        [manager] a manager
        [inspector] an inspector
       *[superadmin] a superadmin
    }.
invitations-declined = All right, you have declined the invitation.
invitations-unknown = I do not know this invitation. Please ask for a new one.
invitations-used = This invitation was used already.
invitations-taken-back = This invitation was taken back.
invitations-expired = This invitation has expired. Please ask for a new one.
invitations-foreign = Somebody else has opened this invitation first. Please ask for one of your own.
invitations-held = You have this role already.
invitations-own = This is your own invitation. Please send the link to whom you invite.
