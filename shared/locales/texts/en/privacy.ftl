command-forget_me = erase what you know about me
privacy-ask =
    <b>Shall I forget you?</b>
    I erase your name, your username, your phone number, your language, your request to join and what I keep of your messages. Bookings stay without your name. This cannot be undone.
privacy-button-forget = 🗑 Yes, forget me
privacy-button-keep = ‹ No, back to the menu
privacy-more = I have erased a part, and there is more. Please press the button once again.
privacy-done = It is done: I have forgotten you. With /start we can meet anew.
privacy-staff = You work here, so I cannot forget you yet. Please ask a superadmin to take your roles first.
