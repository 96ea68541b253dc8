namespace MailMaker.Core.SignUp;

/// <summary>
/// A confirmation mail of a form's own, in one language: Handlebars templates with <c>{{confirmUrl}}</c>, <c>{{expiresOn}}</c>, <c>{{brandName}}</c>, <c>{{list.title}}</c>,
/// <c>{{controller.name}}</c>, <c>{{controller.postalAddress}}</c> and <c>{{controller.email}}</c>.
/// </summary>
/// <param name="Subject">One line.</param>
/// <param name="Html">The HTML part; must hold <c>{{confirmUrl}}</c> when it is given.</param>
/// <param name="Text">The text part; made from the HTML when it is empty.</param>
public sealed record FormMail(string Subject, string Html = "", string Text = "");
