namespace MailMaker.Core.Inbound;

/// <summary>The phrases by which mail systems say why. Sorted by caution: what speaks of the sender or of the moment comes before what
/// speaks of the address, so that a reply which says both is never taken for a dead address.</summary>
internal static class ReplyPhrases
{
    /// <summary>The table, in the order in which it is asked.</summary>
    public static readonly (ReplyReason Reason, string[] Phrases)[] Table =
    [
        (ReplyReason.Rate, Split("""
            rate that prevents; at a rate; too many recipients; too many messages; too many mails; too many emails; too many connections; too many concurrent
            rate limit; ratelimit; throttl; exceeded the maximum number of connections; connection frequency; frequency limited; sending too fast
            too fast; daily relay quota; daily * quota; daily sending quota; hourly limit; exceeded * messages per; message rate; unexpected volume; unusual rate
            limit exceeded for sender; sending limit; connection rate; concurrency limit; excessive * connections; p receivingrate; too much mail; slow down
            recipient limit; recipients limit; per hour; too many sessions; volume of
            """)),
        (ReplyReason.Authentication, Split("""
            spf record; spf check; spf fail; spf validation; fail spf; failed spf; fails spf; not pass spf; spf softfail; sender policy framework; not allowed to send from
            dkim; dmarc; domainkeys; unauthenticated email; unauthenticated mail; unauthenticated sender; unauthenticated message; authentication information; pass authentication
            authentication checks; authentication requirements; authentication required; authrequired; required authentication; authentication is required; sender authentication
            sender not authenticated; smtp authentication; smtp auth; must authenticate; not authenticated; auth required; please authenticate; requires authentication; reverse dns
            rdns; ptr record; ptr resource record; no ptr; missing ptr; valid ptr; bad dns ptr; ip name lookup failed; dns validation; unverifyable sending; unverifiable sending
            cannot find your hostname; cannot find your reverse hostname; mismatches client ip; does not resolve to; helo command rejected; invalid helo; bad helo
            client host rejected; may not be mail exchanger; without a valid sender domain; starttls; tls is required; tls required; must issue; encryption required; p unauthenticated
            sender id; forged; spoof
            """)),
        (ReplyReason.Reputation, Split("""
            reputation; blacklist; black list; blocklist; block list; blocked list; blocked using; denylist; blacklisting; dnsbl; rbl; spamhaus; spamcop; sorbs; barracuda; cloudmark
            senderscore; senderbase; surbl; uribl; poor reputation; bad reputation; banned; blocked for; blocked by; is blocked; been blocked; ip blocked; blocked ip; blocked see
            address blocked; host blocked; sender blocked; connection blocked; network blocked; mail blocked; is listed in; is listed on; is listed at; is listed by; currently listed; been listed; ip listed; listed at; open relay; open proxy
            dynamic ip; residential; dial up; user complaints; complaint; spam source; known spam; sending spam; spam from your; abuse; no access from mail server; unsolicited from
            part of their network; not accepting connections; refused by * list; ip address rejected; bad sender; sender is on; sending ip; use the smtp server of your isp
            not accepted from your; smtp service from your ip; ip address is not allowed; your ip; your host; your server; your network; access from ip
            """)),
        (ReplyReason.Content, Split("""
            spam; unsolicited; bulk mail; bulk email; junk; ube id; ube detected; uce detected; gtube; phish; virus; malware; trojan; infected; worm; suspicious; content rejected; content denied; content filter
            content blocked; message filtered; mail filtered; content not acceptable; message content; unacceptable content; prohibited content; illegal attachment; attachment
            executable; forbidden file; header error; headers too; headers too large; header too; message headers; multiple addresses in from; addresses in from header; in message header
            duplicate header; rfc 5322; rfc5322; rfc 2822; rfc 822; not rfc compliant; non compliant; not compliant; message rejected; mail rejected; mail rejete
            mail rejeté; message refused; 8 bit data; bare lf; bare linefeed; message classified; rejected due to content; similar messages; your e mail is redundant
            message looks like; message not accepted; message not allowed; rejected as; scored as; message format; malformed message; malformed mime; bad header; missing header
            """)),
        (ReplyReason.Relay, Split("""
            relay access; relay denied; relay not; relay mail; mail relay; to relay; relay for; we do not relay; dont relay; not relay; relaying; relay prohibited; email address is not verified; address is not verified; not permitted to relay; not configured to relay; rcpthosts; not our mail; we do not forward
            not a gateway; cannot route
            """)),
        (ReplyReason.Policy, Split("""
            policy; policies; violation of; protocol violation; not permitted to; not allowed to send; not authorized; not authorised; unauthorized; permission; whitelist; white list
            allowlist; members only; only members; not a member; not member; subscribers only; moderat; refused due to recipient; recipient preferences; does not accept mail from
            does not accept email from; doesnt accept mail from; doesnt accept email from; not accept messages from; not accept mail from; senders are not allowed; sender denied
            sender rejected; sender address rejected; sender address; sender verify; sender verification; verification failed for; callback; callout; verify sender; sender domain; domain of sender; from address; not allowed from
            mail from * rejected; challenge; confirm your; you must; restricted; restriction; closed to; not accepting mail from; authorization failed; authorization required; no authorization to send; prohibited; disallow
            administrative prohibition; administratively; refused by; rejected by recipient; blocked; filtered; group that you tried; the group you tried; recipient filter
            yourself; send mail as; not accept external; external sender; security reasons; security policy; security violation
            """)),
        (ReplyReason.MailboxFull, Split("""
            mailbox full; mailbox is full; mail box full; mail box is full; mailbox for * is full; mailbox * is full; mailbox size; mailbox has exceeded; mailbox exceed; recipient overquota; mailfolder is full; mail folder is full
            inbox is full; inbox full; account is full; over quota; overquota; quota exceeded; exceeded quota; exceeds quota; exceeding * quota; exceeded * quota; exceeds * quota; out of quota
            over * quota; quota full; quota violation; quota * exceeded; over disk quota; diskquota; disk quota; storage quota; quota limit; storage limit; exceeded storage; exceeded * storage; exceeds * storage
            not enough space; not enough storage; not enough disk space; insufficient * storage; no space left for; box space not enough; space not enough; mailbox limit; max message size * mailbox
            exceeding * limit of mail; p overquota; maildir over; mail quota; above quota; recipient storage full; recipients mailbox is full; boite pleine; boîte pleine; casella piena
            boîte aux lettres * pleine; quota dépassé; casella * piena; quota superata; buzón lleno; buzon lleno; postfach voll; postfach ist voll; caixa * cheia; skrzynka * pełna; przepełniona
            メールボックスが一杯; メールボックスがいっぱい; 容量; 용량; 메일함이 가득; 편지함; 邮箱已满; 信箱已滿
            """)),
        (ReplyReason.MailboxDisabled, Split("""
            account is locked; account locked; mailbox locked; mailbox is locked; temporary locked; temporarily locked; account is disabled; account disabled; account has been disabled
            mailbox disabled; mailbox is disabled; mailbox has been disabled; disabled recipient; recipient disabled; user disabled; user is disabled; recipient * disabled; address * disabled
            account suspended; account is suspended; account has been suspended; user suspended; suspended; deactivated; inactive; not active; account is not active; account expired
            account has expired; mailbox inactive; account inactive; mailbox is inactive; account is closed; account frozen; mailbox frozen; frozen; dormant; on hold; account has been blocked
            konto * zablokowane; nieaktywn; 휴면
            """)),
        (ReplyReason.TooBig, Split("""
            message too big; message too large; message is too large; message is too big; mail too large; mail too big; too large; too big; size limit; message size; exceeds * size; exceed * size
            maximum * size; max size; line limit; line too long; message length; larger than; lengthexceeded; file size
            """)),
        (ReplyReason.System, Split("""
            system error; internal error; internal system; internal server error; server error; configuration error; server configuration; configuration problem; local configuration
            misconfigur; insufficient permission; insufficient disk; disk full; disk space; disk is full; no space left; out of memory; insufficient system; insufficient resources; ldap; procmail
            couldnt create; could not create; cannot open; cant open; cant create; cannot create; io error; input output error; write error; read error; queue file; operating system error; mailer error
            mailer failure; command output; command died; pipe to; lock failure; database error; database unavailable; mail system full; filesystem; file system; transaction failed; backend; lmtp; temporary system; software error
            """)),
        (ReplyReason.Temporary, Split("""
            try again later; please try again; host not found try again; again later; try later; retry later; retry time; will retry; greylist; graylist; grey list; gray list; temporar; deferred; busy; timeout; timed out; time out; expired; too long; still being; will be retried
            undeliverable for; could not be delivered for; delayed; not yet been delivered; been failing for; giving up on the; service not available; currently not available; currently unavailable; unavailable try; overloaded
            too old; maximum delivery attempts; in the queue; maintenance; starting up; shutting down
            """)),
        (ReplyReason.Network, Split("""
            connection refused; connection reset; lost connection; connection lost; connection closed; connection dropped; connection to; could not connect; couldnt connect; cant connect; unable to connect
            cannot connect; connect to; establish an smtp connection; connect successfully; no route to host; network is unreachable; network unreachable; host unreachable; unreachable
            host is down; host not reachable; server not reachable; routing loop; mail loop; loops back; loop detected; looping; too many hops; hop count; maximum hop; hops; host name lookup failure; name server timeout
            lookup failure; dns query failed; dns failure; dns problem; malformed or unexpected name server; network error; protocol error; handshake
            no answer from; not respond; no response; broken pipe; could not find a gateway
            """)),
        (ReplyReason.Moved, Split("""
            no longer on server; not our customer; has moved; user has moved; moved to; no longer with; no longer works; has left; left the company; address has changed; address no longer; no longer valid
            no longer in use; no longer used; no longer exists; no longer available; no longer employed; no longer accepting mail
            """)),
        (ReplyReason.UnknownDomain, Split("""
            host unknown; unknown host; domain unknown; unknown domain; no such domain; no such host; domain does not exist; domain doesnt exist; domain not found; domain name not found; host not found
            host or domain name not found; domain * does not exist; invalid domain; domain is invalid; couldnt find any host; could not find any host; couldnt find a mail exchanger; no mx found
            no mx record; no mail exchanger; domain is not reachable please check; domain * not exist; null mx; nullmx; nxdomain; domain couldnt be found; domain could not be found; domain isnt
            domain has no; unrouteable mail domain; unroutable mail domain; all host address lookups failed permanently; mx records point to non existent; unrouteable domain; bad destination system; no mail hosts; dominio inexistente; domaine inconnu; dominio inesistente
            """)),
        (ReplyReason.Network, Split("dns error; name service error; name server error; dns lookup error; no name server")),
        (ReplyReason.UnknownRecipient, Split("""
            recipnotfound; recipientnotfound; mail local unknown user; recipient not found; not listed in domino; not listed in public; no mailbox here by that name; mailbox not found; mailbox does not exist; doesnt have a * account
            does not have a * account; mailbox doesnt exist; no mailbox by that name; address couldnt be found; p nosuchuser; resolver adr; unrouteable address; unroutable address
            email address couldnt be found; email address could not be found; email address you entered couldnt be found; user mailbox not found; unknown recipient or mailbox; no mail box available for this user
            isnt a valid mailbox; not a valid mailbox; destinataire invalide; recipient name is not recognized; no such mailbox; no such recipient; address does not exist; address doesnt exist; account does not exist; account doesnt exist; vrfyusr; chkusr; not a valid user
            """)),
        (ReplyReason.DoubtfulRecipient, Split("""
            user unknown; unknown user; unknown local user; unknown recipient; recipient unknown; unknown address; address unknown; unknown mailbox; unknown account; unknown or illegal; unknown local part
            account that you tried to reach does not exist; no such user; no such person; no such address; no such account; no such local user; user not found; user does not exist; user doesnt exist; users does not exist; user not known; user is unknown
            username not found; invalid recipient; invalid user; invalid mailbox; invalid address; invalid local; not an active address; bad recipient; badrcptto; bad address; bad destination; recipient rejected; rejected recipient
            recipient invalid; recipient does not exist; recipient not exist; mailbox unavailable; mailbox not available; mailbox unknown; mailbox * unavailable; not a known user; not known here; is not known
            not listed in; not exist; not found; undeliverable address; address rejected; recipient address rejected; address not found; not our user; not a user
            dont have a mailbox; no mailbox; not local; no user; no account; unknown in; user name not; recipient name is not recognized; account not found; unable to find; nonexistent; non existent; doesnt exist
            utente sconosciuto; destinatario sconosciuto; utente non trovato; indirizzo inesistente; casella inesistente; utilisateur inconnu; destinataire inconnu; adresse inconnue; nexiste pas; usuario desconocido
            usuario no existe; unbekannter benutzer; empfänger unbekannt; benutzer unbekannt; unbekannter empfänger; nieznany użytkownik; пользователь не найден; 宛先不明; 該当するメールアドレス; ユーザが見つかりません
            存在しません; 存在しない; 존재하지 않는; 없는 사용자; 수신자를 찾을 수 없; 用户不存在; 收件人不存在; 使用者不存在
            """)),
    ];

    private static string[] Split(string phrases) =>
        phrases.Split([';', '\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
