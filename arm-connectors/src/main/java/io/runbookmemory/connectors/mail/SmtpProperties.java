package io.runbookmemory.connectors.mail;

import java.time.Duration;
import java.util.Properties;

/**
 * What Jakarta Mail is told of a server.
 *
 * @see <a
 *     href="https://jakarta.ee/specifications/mail/2.1/apidocs/jakarta.mail/jakarta/mail/package-summary">Jakarta
 *     Mail 2.1</a>
 */
final class SmtpProperties {

  private SmtpProperties() {}

  static Properties of(MailServer server, Duration patience) {
    boolean fromTheStart = server.security() == MailSecurity.TLS;
    boolean later = server.security() == MailSecurity.STARTTLS;
    String protocol = fromTheStart ? "smtps" : "smtp";
    String prefix = "mail." + protocol + ".";
    Properties all = new Properties();
    all.setProperty("mail.transport.protocol", protocol);
    all.setProperty(prefix + "host", server.host());
    all.setProperty(prefix + "port", String.valueOf(server.port()));
    all.setProperty(prefix + "connectiontimeout", millis(least(server.connectTimeout(), patience)));
    all.setProperty(prefix + "timeout", millis(patience));
    all.setProperty(prefix + "starttls.enable", String.valueOf(later));
    all.setProperty(prefix + "starttls.required", String.valueOf(later));
    all.setProperty(prefix + "ssl.checkserveridentity", "true");
    all.setProperty(prefix + "sendpartial", "false");
    // The server took the letter; how it says good-bye changes nothing.
    all.setProperty(prefix + "quitwait", "false");
    all.setProperty(prefix + "auth", String.valueOf(server.user().isPresent()));
    all.setProperty(prefix + "auth.mechanisms", "PLAIN LOGIN");
    server.tls().ifPresent(tls -> all.put(prefix + "ssl.socketFactory", tls.getSocketFactory()));
    return all;
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Nothing would mean for ever. */
  private static String millis(Duration duration) {
    return String.valueOf(Math.clamp(duration.toMillis(), 1, Integer.MAX_VALUE));
  }
}
