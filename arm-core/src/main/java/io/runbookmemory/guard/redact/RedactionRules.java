package io.runbookmemory.guard.redact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** What is taken for a secret: the kinds, what is allowed, and names. Immutable, thread-safe. */
public final class RedactionRules {

  private final Set<SecretKind> kinds;
  private final List<String> allowedHosts;
  private final List<Network> allowedNetworks;
  private final Set<String> names;

  private RedactionRules(Builder builder) {
    this.kinds = EnumSet.copyOf(builder.kinds);
    this.allowedHosts = List.copyOf(builder.allowedHosts);
    this.allowedNetworks = List.copyOf(builder.allowedNetworks);
    this.names = Set.copyOf(builder.names);
  }

  /**
   * Starts rules: all kinds, nothing allowed, no names.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  boolean finds(SecretKind kind) {
    return kinds.contains(kind);
  }

  List<String> allowedHosts() {
    return allowedHosts;
  }

  List<Network> allowedNetworks() {
    return allowedNetworks;
  }

  Set<String> names() {
    return names;
  }

  /** Collects rules. */
  public static final class Builder {

    private final EnumSet<SecretKind> kinds = EnumSet.allOf(SecretKind.class);
    private final List<String> allowedHosts = new ArrayList<>();
    private final List<Network> allowedNetworks = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();

    private Builder() {}

    /**
     * Finds credentials alone: no e-mail addresses, telephone numbers, IP addresses, IBANs, names.
     *
     * @return this
     */
    public Builder credentialsOnly() {
      kinds.removeIf(kind -> !kind.isCredential());
      return this;
    }

    /**
     * Leaves one kind alone.
     *
     * @param kind what is not to be found
     * @return this
     */
    public Builder without(SecretKind kind) {
      kinds.remove(Objects.requireNonNull(kind, "kind"));
      return this;
    }

    /**
     * Allows e-mail addresses at a host and at all hosts below it, or one IP address.
     *
     * @param host such as {@code alerts.example.com}, in any case, or {@code 10.0.0.1}
     * @return this
     */
    public Builder allowHost(String host) {
      String plain = host.strip().toLowerCase(Locale.ROOT);
      plain = plain.startsWith(".") ? plain.substring(1) : plain;
      if (plain.isEmpty() || plain.indexOf('/') >= 0 || plain.indexOf('@') >= 0) {
        throw new IllegalArgumentException("a host must be like db.example.com, got " + host);
      }
      if (Ipv4.end(plain, 0) == plain.length() || plain.indexOf(':') >= 0) {
        return allowNetwork(plain);
      }
      allowedHosts.add(plain);
      return this;
    }

    /**
     * Allows the IP addresses of a network.
     *
     * @param cidr such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}
     * @return this
     */
    public Builder allowNetwork(String cidr) {
      allowedNetworks.add(Network.parse(cidr.strip()));
      return this;
    }

    /**
     * Adds names of persons or customers: whole words, as written or all in capitals.
     *
     * @param more each of at least two characters, the first one a letter
     * @return this
     */
    public Builder names(Collection<String> more) {
      for (String name : more) {
        String plain = name.strip();
        if (plain.length() < 2 || !Character.isLetter(plain.charAt(0))) {
          throw new IllegalArgumentException(
              "a name must be of two characters or more and begin with a letter, got " + name);
        }
        names.add(plain);
      }
      return this;
    }

    /**
     * Returns the rules.
     *
     * @return with what was set
     */
    public RedactionRules build() {
      return new RedactionRules(this);
    }
  }
}
