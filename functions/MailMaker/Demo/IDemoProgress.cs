namespace MailMaker.Demo;

/// <summary>Who watches the demo.</summary>
internal interface IDemoProgress
{
    /// <summary>Rows of the contact file that are through.</summary>
    void Import(int rows, int of);

    /// <summary>Contacts of the campaign that have an outcome.</summary>
    void Campaign(int contacts, int of);
}
