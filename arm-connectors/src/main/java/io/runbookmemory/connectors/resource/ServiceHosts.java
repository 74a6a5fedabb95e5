package io.runbookmemory.connectors.resource;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the services that a value of configuration points to: {@code
 * http://payments.prod.svc.cluster.local}, {@code kafka-0.kafka.data.svc:9092}, {@code
 * postgresql://user:word@orders-db/orders}. Of a value only a host's name is ever returned.
 *
 * @param services the Kubernetes Services that are known, as {@code namespace/name}
 */
record ServiceHosts(Set<String> services) {

  /** How much of a value is looked at: a configuration file in a config map, and more. */
  private static final int MAX_VALUE = 256 * 1024;

  private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");

  /** The scheme, and what stands behind it up to the path (RFC 3986, section 3.2). */
  private static final Pattern URL =
      Pattern.compile("\\b([a-z][a-z0-9+.-]{1,30})://([^\\s/?#\"'<>\\\\]{1,1024})");

  /** The DNS name of a Service, wherever it stands ("DNS for Services and Pods"). */
  private static final Pattern CLUSTER_NAME =
      Pattern.compile("(?<![a-z0-9.-])[a-z0-9][a-z0-9.-]{0,240}\\.svc(?![a-z0-9-])");

  /** The names that say that a value is a host, whatever it looks like. */
  private static final Pattern ADDRESS_NAME =
      Pattern.compile(
          "(.+?)_(?:SERVICE_)?(?:URL|URI|HOST|HOSTNAME|ADDR|ADDRESS|ENDPOINT|SERVER|SERVERS"
              + "|BROKERS|BOOTSTRAP_SERVERS|SERVICE)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");

  /** Returns the services that a value points to, in its order. */
  Set<String> in(String name, String value, String namespace) {
    String text = value.substring(0, Math.min(value.length(), MAX_VALUE)).toLowerCase(Locale.ROOT);
    Set<String> found = new LinkedHashSet<>();
    Matcher url = URL.matcher(text);
    while (url.find()) {
      boolean web = url.group(1).startsWith("http");
      for (String authority : url.group(2).split(",", -1)) {
        String host = host(authority);
        resolve(host, namespace)
            .or(() -> web ? single(host) : external(host))
            .ifPresent(found::add);
      }
    }
    Matcher cluster = CLUSTER_NAME.matcher(text);
    while (cluster.find()) {
      resolve(cluster.group(), namespace).ifPresent(found::add);
    }
    if (found.isEmpty() && ADDRESS_NAME.matcher(name).matches()) {
      for (String authority : text.split(",", -1)) {
        resolve(host(authority), namespace).ifPresent(found::add);
      }
    }
    return found;
  }

  /** Returns the known service that a variable is named after: PAYMENTS_URL, and payments. */
  Optional<String> namedBy(String name, String namespace) {
    Matcher address = ADDRESS_NAME.matcher(name);
    if (!address.matches()) {
      return Optional.empty();
    }
    String service = address.group(1).toLowerCase(Locale.ROOT).replace('_', '-');
    return services.contains(namespace + "/" + service) ? Optional.of(service) : Optional.empty();
  }

  private static String host(String authority) {
    String place = authority.strip();
    place = place.substring(place.lastIndexOf('@') + 1);
    int port = place.indexOf(':');
    return port < 0 ? place : place.substring(0, port);
  }

  /** Returns the service of a name within the cluster. */
  private Optional<String> resolve(String host, String namespace) {
    List<String> labels = List.of(host.split("\\.", -1));
    int svc = labels.indexOf("svc");
    if (svc >= 2) {
      return Optional.of(labels.get(svc - 2)).filter(ServiceHosts::isName);
    }
    String first = labels.getFirst();
    String where = labels.size() == 2 ? labels.get(1) : namespace;
    return labels.size() <= 2 && services.contains(where + "/" + first)
        ? Optional.of(first)
        : Optional.empty();
  }

  /** A web address of one word is a host of the cluster even if its Service stands elsewhere. */
  private static Optional<String> single(String host) {
    return Optional.of(host).filter(name -> isName(name) && !name.contains("."));
  }

  /** A database outside is a dependency, while a link to a web page is none. */
  private static Optional<String> external(String host) {
    return Optional.of(host).filter(ServiceHosts::isName);
  }

  private static boolean isName(String host) {
    return HOST.matcher(host).matches()
        && !NUMBERS.matcher(host).matches()
        && !host.equals("localhost")
        && host.length() <= 253;
  }
}
