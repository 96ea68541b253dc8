namespace MailMaker.Demo;

/// <summary>What the demo sends.</summary>
internal static class DemoMail
{
    public const string Subject = "{{#if firstName}}{{firstName}}, {{/if}}the spring collection is here";

    public const string Html = """
        <!doctype html>
        <html>
        <body style="font-family:sans-serif;max-width:600px;margin:auto">
          <h1>Ciao, hello, 안녕하세요{{#if firstName}} {{firstName}}{{/if}}!</h1>
          <p>{{#if city}}Something new has arrived in {{city}}: {{/if}}our spring collection, made slowly and meant to last.</p>
          <p><a href="https://shop.example.com/spring">Have a look</a></p>
          <hr>
          <p style="font-size:small;color:#666">You get this as a member of "{{list.title}}" of {{controller.name}}, {{controller.postalAddress}}.
          <a href="{{unsubscribeUrl}}">Unsubscribe</a></p>
        </body>
        </html>
        """;
}
