/**
 * Letters over SMTP: {@link io.runbookmemory.connectors.mail.MailClient} sends a {@link
 * io.runbookmemory.connectors.mail.Mail}, such as a {@link
 * io.runbookmemory.connectors.mail.Digest}, by a {@link
 * io.runbookmemory.connectors.mail.MailServer}. Needs Jakarta Mail 2, which the caller brings.
 *
 * <p>Imports {@code endpoint} and Jakarta Mail.
 */
package io.runbookmemory.connectors.mail;
