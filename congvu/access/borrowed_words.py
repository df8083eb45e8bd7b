"""Texts of the sign-in package that our pages show: it brings no Vietnamese of its own."""

from congvu.core.words import N_

BORROWED = (
    N_("Username"),
    N_("Password"),
    N_("Current Password"),
    N_("New Password"),
    N_("New Password (again)"),
    N_("Code"),
    N_("Authenticator code"),
    N_("Incorrect code."),
    N_("Incorrect password."),
    N_("This account is currently inactive."),
    N_("Please type your current password."),
    N_("You must type the same password each time."),
    N_("The username and/or password you specified are not correct."),
    N_("Be patient, you are sending too many requests."),
    N_("You cannot deactivate two-factor authentication."),
    N_("Your password can’t be too similar to your other personal information."),
    N_("Your password can’t be a commonly used password."),
    N_("Your password can’t be entirely numeric."),
)
