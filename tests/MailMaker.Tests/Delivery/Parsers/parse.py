# Reads every message named on the command line with Python's own parser and prints what it saw as JSON; defects count as a fault.
import email
import email.policy
import json
import sys


def mailbox(header):
    first = header.addresses[0]
    return {"name": first.display_name, "address": first.addr_spec}


def content(message, kind):
    part = message.get_body((kind,))
    return part.get_content() if part else ""


seen = []
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        message = email.message_from_binary_file(file, policy=email.policy.default)
    defects = [str(d) for part in message.walk() for d in part.defects]
    defects += [str(d) for header in message.values() for d in header.defects]
    if defects:
        sys.exit(path + ": " + "; ".join(defects))
    seen.append({
        "parser": "python", "subject": str(message["Subject"]), "from": mailbox(message["From"]), "to": mailbox(message["To"]),
        "text": content(message, "plain"), "html": content(message, "html"),
    })
print(json.dumps(seen))
