command-forget_me = erase what you know about me
privacy-ask =
    <b>Shall I forget you?</b>
    I erase your name, your username, your phone number, your language and your request to join. Bookings stay without your name. This cannot be undone.
privacy-button-forget = 🗑 Yes, forget me
privacy-button-keep = ‹ No, back to the menu
privacy-done = It is done: I have forgotten you. With /start we can meet anew.
privacy-staff = You work here, so I cannot forget you yet. Please ask a superadmin to take your roles first.
