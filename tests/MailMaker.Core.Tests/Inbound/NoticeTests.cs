using MailMaker.Core.Inbound;

namespace MailMaker.Core.Tests.Inbound;

/// <summary>Reports in words alone, each in the form of a mail system, with words of our own where the form allows.</summary>
public class NoticeTests
{
    public static TheoryData<string, string, BounceClass> Notices => new()
    {
        // qmail, and those who copied its form
        { "I wasn't able to deliver your message to the following addresses.\n\n<anna@recipient.example>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 no user here\n\n--- Below this line is a copy of the message.\n\n" + Returned.Original, "qmail", BounceClass.Hard },
        { "I wasn't able to deliver your message to the following addresses.\n\n<anna@recipient.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\n" + Returned.Original, "qmail, local", BounceClass.Hard },
        // Exim
        { "A message that you sent could not be delivered to one or more of its recipients.\n\n  anna@recipient.example\n    SMTP error from remote mail server after RCPT TO:<anna@recipient.example>:\n    host mx.example [192.0.2.1]: 550 5.1.1 unknown user\n\n------ This is a copy of the message, including all the headers. ------\n\n" + Returned.Original, "Exim", BounceClass.Hard },
        // Postfix
        { "<anna@recipient.example>: host mx.example[192.0.2.1] said: 552 5.2.2 Mailbox\n    full (in reply to RCPT TO command)\n", "Postfix", BounceClass.Soft },
        // Sendmail before the standard
        { "   ----- Transcript of session follows -----\nWhile talking to mx.example:\n>>> RCPT To:<anna@recipient.example>\n<<< 550 No such user here.\n550 <anna@recipient.example>... User unknown\n\n   ----- Unsent message follows -----\n" + Returned.Original, "Sendmail 5", BounceClass.Hard },
        // Domino
        { "Your message\n\n  Subject: News\n\nwas not delivered to:\n\n  anna@recipient.example\n\nbecause:\n\n  User anna (anna@recipient.example) not listed in Domino Directory\n", "Domino", BounceClass.Hard },
        // Exchange 2003
        { "Your message\n\n  To:      news@list.example\n  Subject: News\n\ndid not reach the following recipient(s):\n\nanna@recipient.example on Fri, 20 Jul 2001 11:08:59 -0700\n    The recipient name is not recognized\n", "Exchange", BounceClass.Hard },
        // GroupWise and others, within a sentence
        { "The message could not be delivered to <anna@recipient.example>: mailbox is full.", "sentence", BounceClass.Soft },
        // OpenSMTPD
        { "    An error has occurred while attempting to deliver a message for\n    the following list of recipients:\n\nanna@recipient.example: 550 5.1.1 User Unknown\n\n    Below is a copy of the original message:\n\n" + Returned.Original, "OpenSMTPD", BounceClass.Hard },
        // a carrier
        { "送信先のメールボックスが一杯のため、送信できませんでした。\n\n宛先: anna@recipient.example\n", "carrier, Japanese", BounceClass.Soft },
        { "메일이 전송되지 못했습니다.\n받는사람: anna@recipient.example\n사유: 메일함 용량 초과\n", "portal, Korean", BounceClass.Soft },
        { "Non è stato possibile recapitare il messaggio al seguente destinatario:\n\nanna@recipient.example\n550 5.1.1 utente sconosciuto\n", "Italian", BounceClass.Hard },
        { "Your message was refused.\n\nanna@recipient.example\n  550 5.7.1 Message rejected as spam by policy\n", "filter", BounceClass.Block },
    };

    [Theory]
    [MemberData(nameof(Notices))]
    public void A_notice_in_words_names_its_recipient(string text, string system, BounceClass expected)
    {
        var recipient = Returned.Only(Returned.Notice(text, subject: "Undeliverable: News"));
        Assert.True(recipient is { Address: "anna@recipient.example" }, system);
        Assert.Equal(expected, recipient.Class);
    }

    [Fact]
    public void The_returned_headers_behind_a_notice_are_read()
    {
        var returned = Returned.Read(Returned.Notice("<anna@recipient.example>:\nno such user\n\n--- Below this line is a copy of the message.\n\n" + Returned.Original)).Returned;
        Assert.Equal(("m1@shop.example", "b.token@shop.example"), (returned.MessageId, returned.ReturnPath));
    }

    [Fact]
    public void A_header_that_names_the_failed_recipients_is_believed_before_the_words()
    {
        var mail = Returned.Notice("Dear sender,\n\nthe group is not open to you.\n\nbert@other.example\n", more: "X-Failed-Recipients: anna@recipient.example");
        Assert.Equal("anna@recipient.example", Returned.Only(mail).Address);
    }

    [Fact]
    public void A_warning_is_a_delay()
    {
        var mail = Returned.Notice("A message that you sent has not yet been delivered to:\n\n  anna@recipient.example\n    no such user\n\nDelivery attempts will continue for some time.", subject: "Warning: message delayed 24 hours");
        Assert.Equal((DeliveryAction.Delayed, BounceClass.Soft), (Returned.Only(mail).Action, Returned.Only(mail).Class));
    }

    [Fact]
    public void Our_own_addresses_are_not_taken_for_recipients() =>
        Assert.Equal("anna@recipient.example", Returned.Only(Returned.Notice(
            "A message sent by\n\n  b.token@shop.example\n\ncould not be delivered to:\n\n  anna@recipient.example\n\nPlease contact postmaster@mx.example")).Address);

    [Fact]
    public void Whom_to_write_to_instead_is_not_suppressed()
    {
        var reading = Returned.Read(Returned.Notice("Your message could not be delivered, Anna is no longer with us.\n\nbert@recipient.example\n", from: "postmaster@recipient.example"));
        Assert.DoesNotContain(Assert.IsType<InboundReading.Bounce>(reading).Recipients, r => r.Class == BounceClass.Hard);
    }

    [Fact]
    public void A_bounce_without_a_recipient_goes_to_a_person() =>
        Assert.Equal(UnknownReason.NoRecipient, Assert.IsType<InboundReading.Unknown>(Returned.Read(Returned.Notice("Your message could not be delivered."))).Reason);

    [Fact]
    public void A_person_who_quotes_a_bounce_sends_none() =>
        Assert.IsType<InboundReading.Unknown>(Returned.Read("From: Anna <anna@recipient.example>\nTo: news@shop.example\nSubject: Your offer\n\nMy mail to you could not be delivered:\n\nsales@shop.example\n"));
}
