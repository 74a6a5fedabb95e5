package shop.harbor;

import java.nio.file.Path;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code application.properties} says.
 *
 * @param folder keeps the memory and the audit log
 * @param auditKey signs the audit log; 16 characters at least, from where secrets are kept
 * @param responders who is on call
 * @param admins who answers for the services, and agrees to what destroys
 */
@ConfigurationProperties("on-call")
record OnCallProperties(
    @DefaultValue("on-call") Path folder,
    String auditKey,
    @DefaultValue Set<String> responders,
    @DefaultValue Set<String> admins) {}
