# Roles
role-name = { $role ->
        [client] client
        [master] master
        [technician] technician
        [manager] manager
        [inspector] inspector
       *[superadmin] superadmin
    }

# One’s own account
me =
    <b>{ $name }</b>
    Roles: { $roles }
    Language: { $language }
deactivated = Your access is switched off at the moment. Please contact the shop. You can still use /help, /language and /forget_me.

# Looking for people
command-me = my roles, language and next bookings
command-people = find people, give and take roles
people-ask = Whom are you looking for? Type the beginning of a first or last name (at least two letters), a @username, a phone number or an ID.
people-nobody = I found nobody.
people-no-word = There is nothing in it that I could look for.
people-closed = All right, the search is closed.
people-found = Found by “{ $word }”:
people-button-search = 🔎 Search again
people-button-first = « First
people-button-back = ‹ Back
people-button-next = Next ›
people-button-card = ‹ Card

# A person’s card
people-roles = Roles: { $roles }
people-shut-out = ⛔️ Deactivated: the roles have no effect.
people-lifted = 🔓 May have several bookings ahead.
people-button-grant = ➕ { $role ->
        [master] master
        [technician] technician
        [manager] manager
        [inspector] inspector
       *[superadmin] superadmin
    }
people-button-take = ➖ { $role ->
        [master] master
        [technician] technician
        [manager] manager
        [inspector] inspector
       *[superadmin] superadmin
    }
people-button-deactivate = ⛔️ Deactivate
people-button-reactivate = ✅ Reactivate
people-button-lift = 🔓 Allow several bookings
people-button-bind = 🔒 One booking at a time
people-button-history = 🕘 History
people-history = <b>What was changed about { $name }</b>
people-no-history = Nothing yet.
people-line = { $at } — { $what ->
        [granted] given: { $role ->
            [master] master
            [technician] technician
            [manager] manager
            [inspector] inspector
           *[superadmin] superadmin
        }
        [taken] taken away: { $role ->
            [master] master
            [technician] technician
            [manager] manager
            [inspector] inspector
           *[superadmin] superadmin
        }
        [approved] request approved: { $role ->
            [master] master
            [technician] technician
            [manager] manager
            [inspector] inspector
           *[superadmin] superadmin
        }
        [invited] invited: { $role ->
            [master] master
            [technician] technician
            [manager] manager
            [inspector] inspector
           *[superadmin] superadmin
        }
        [deactivated] deactivated
        [lifted] several bookings allowed
        [bound] one booking at a time
       *[reactivated] reactivated
    } ({ $by })
people-gone = I do not know this person any more.
people-full = There is no room for one more { $role ->
        [master] master
        [technician] technician
        [manager] manager
        [inspector] inspector
       *[superadmin] superadmin
    }. Take the role from somebody first.
people-request-deactivated = This person is deactivated. Reactivate them in /people first, then approve the request.
people-stale = Something has changed meanwhile. This is how it is now.
people-booked = <b>{ $name }</b> stays a master for now: there are bookings ahead.
people-booked-mend = They have to be over first, or cancelled: by { $name } in /schedule, or by each client in /mybookings. Until then “No more bookings” in the shop keeps new ones away.
people-button-shop = 👥 In the shop
people-untouchable = That cannot be changed here: nobody changes their own superadmin role, and the desk always has a superadmin.

# What people hear of it
people-notice-granted = You are now { $role ->
        [master] a master
        [technician] a technician
        [manager] a manager
        [inspector] an inspector
       *[superadmin] a superadmin
    }. See /help for what you can do.
people-notice-taken = You are no longer { $role ->
        [master] a master
        [technician] a technician
        [manager] a manager
        [inspector] an inspector
       *[superadmin] a superadmin
    }.
people-notice-deactivated = Your access was switched off. Please contact the shop if you have questions.
people-notice-reactivated = Your access works again.
people-notice-lifted = You can now have several bookings ahead.
people-notice-bound = From now on you can have one booking ahead. The ones you have stay.

# Several roles at once
choose-roles = Which roles? Choose, then approve.
button-approve-chosen = ✅ Approve the chosen roles
button-approve-several = ☑️ Several roles…
decided-granted-several = ✅ Approved as { $roles } by { $by }
request-granted-several = 🎉 Welcome to the staff! Your request was approved, and you have several roles now: see /me.
