"""Mail: the content of invitations and welcome mails, its translations, how it is composed, and how it is delivered."""
