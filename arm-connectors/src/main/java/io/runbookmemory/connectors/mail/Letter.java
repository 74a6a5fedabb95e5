package io.runbookmemory.connectors.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.InstantSource;
import java.util.Date;

/** A letter as it goes over the wire: plain text, or that and HTML as alternatives (RFC 2046). */
final class Letter extends MimeMessage {

  private static final String UTF8 = "UTF-8";

  private final String id;

  Letter(Session session, String from, Mail mail, String id) throws MessagingException {
    super(session);
    this.id = id;
    setFrom(new InternetAddress(from, true));
    for (String to : mail.to()) {
      addRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
    }
    setSubject(mail.subject(), UTF8);
    setSentDate(Date.from(InstantSource.system().instant()));
    // So that nobody's absence note answers it (RFC 3834).
    setHeader("Auto-Submitted", "auto-generated");
    if (mail.html() == null) {
      setText(mail.text(), UTF8);
    } else {
      setContent(alternatives(mail.text(), mail.html()));
    }
  }

  /** The one that says most stands last (RFC 2046, section 5.1.4). */
  private static MimeMultipart alternatives(String text, String html) throws MessagingException {
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(text, UTF8);
    MimeBodyPart rich = new MimeBodyPart();
    rich.setText(html, UTF8, "html");
    return new MimeMultipart("alternative", plain, rich);
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", "<" + id + ">");
  }
}
