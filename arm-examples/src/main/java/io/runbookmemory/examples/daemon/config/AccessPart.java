package io.runbookmemory.examples.daemon.config;

import io.runbookmemory.guard.access.Role;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the API, and how often.
 *
 * @param tokens that are known beforehand
 * @param oidc the identity provider; null for none
 * @param proxy the reverse proxy that says who asks; null for none
 * @param rate how often one of them may ask
 */
public record AccessPart(
    List<Token> tokens, @Nullable Oidc oidc, @Nullable Proxy proxy, Rate rate) {

  /** Nobody but this machine. */
  public static final AccessPart NONE = new AccessPart(List.of(), null, null, new Rate(1_200, 200));

  /** Copies the list. */
  public AccessPart {
    tokens = List.copyOf(tokens);
  }

  /** Returns whether it names anybody. */
  public boolean isGiven() {
    return !tokens.isEmpty() || oidc != null || proxy != null;
  }

  /**
   * A token.
   *
   * @param name who brings it
   * @param role what they may do
   */
  public record Token(String name, Role role, Secret token) {}

  /**
   * An identity provider of OpenID Connect.
   *
   * @param issuer as {@code iss} has it
   * @param audience as {@code aud} has it
   * @param jwks where its keys are
   * @param name the claim that names who asks
   * @param groups the claim that has their groups
   */
  public record Oidc(
      String issuer, String audience, URI jwks, String name, String groups, Granted granted) {}

  /**
   * A reverse proxy.
   *
   * @param peers the addresses it comes from
   * @param header what says who asks
   * @param groups what says their groups, with commas between; null for nothing
   */
  public record Proxy(List<String> peers, String header, @Nullable String groups, Granted granted) {

    /** Copies the list. */
    public Proxy {
      peers = List.copyOf(peers);
    }
  }

  /**
   * Which groups have which role.
   *
   * @param groups by role
   * @param otherwise who is in none of them; null for nobody
   */
  public record Granted(Map<Role, Set<String>> groups, @Nullable Role otherwise) {

    /** Copies the map. */
    public Granted {
      groups = Map.copyOf(groups);
    }

    /** Returns the highest role of somebody's groups. */
    public Optional<Role> of(Set<String> theirs) {
      EnumMap<Role, Set<String>> byRole = new EnumMap<>(Role.class);
      byRole.putAll(groups);
      Role highest = otherwise;
      for (Map.Entry<Role, Set<String>> one : byRole.entrySet()) {
        boolean isIn = one.getValue().stream().anyMatch(theirs::contains);
        highest =
            isIn && (highest == null || one.getKey().includes(highest)) ? one.getKey() : highest;
      }
      return Optional.ofNullable(highest);
    }
  }

  /**
   * How often one caller may ask.
   *
   * @param perMinute in the long run
   * @param burst at once
   */
  public record Rate(int perMinute, int burst) {}
}
