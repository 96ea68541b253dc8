using Azure;
using Azure.Communication.Sms;
using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Sms;
using MailMaker.Delivery.Sms;

namespace MailMaker.Delivery.Communication;

/// <summary>
/// Hands text messages to Azure Communication Services, the operation id as the tag of the delivery report. The service can't tell a second request from a first: a message
/// of which nobody knows whether it was taken is answered as unknown, and not handed over again.
/// </summary>
internal sealed class AcsSmsChannel(SmsClient client, SmsJournal journal, TimeProvider clock) : ISmsChannel
{
    // No answer from the host (RFC 3463 §3.5).
    private const string NoAnswer = "4.4.1";

    /// <inheritdoc />
    public async Task<HandOver> HandOverAsync(OutboundSms sms, CancellationToken cancellationToken)
    {
        if (await journal.BeginAsync(sms.OperationId, cancellationToken) is { } before)
            return before.Length > 0 ? new HandOver.Accepted(before) : new HandOver.Unknown(NoAnswer);
        try
        {
            var options = new SmsSendOptions(enableDeliveryReport: true) { Tag = sms.OperationId.ToString("N") };
            var result = (await client.SendAsync(sms.From, sms.To, sms.Text, options, CancellationToken.None)).Value;
            // A request that was accepted may hold a message that was not.
            if (!result.Successful)
                return await RefusedAsync(sms, ServiceAnswers.OfItem(result.HttpStatusCode));
            await journal.EndAsync(sms.OperationId, result.MessageId ?? "accepted");
            return new HandOver.Accepted(result.MessageId ?? "");
        }
        catch (Exception e) when (ServiceFaults.IsNoAnswer(e) || e is RequestFailedException { Status: 408 or (>= 500 and not 503) })
        {
            // Broken off within the service, or on the way: it may have been taken. 503 is said before anything is done.
            return new HandOver.Unknown(NoAnswer);
        }
        catch (Exception e) when (ServiceFaults.Read(e, clock) is { } answer)
        {
            return await RefusedAsync(sms, answer);
        }
    }

    private async Task<HandOver> RefusedAsync(OutboundSms sms, HandOver answer)
    {
        await journal.ForgetAsync(sms.OperationId);
        return answer is HandOver.Accepted ? new HandOver.PermanentFailure("5.5.4") : answer;
    }
}
