package io.runbookmemory.examples.daemon.config;

import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.guard.access.Role;
import java.net.URI;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads who may use the API. */
final class AccessReader {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9@._-]{0,63}");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern LOOPBACK =
      Pattern.compile("127(\\.[0-9]{1,3}){3}|\\[::1\\]|localhost");

  /** What is shorter can be guessed. */
  private static final int SHORTEST_TOKEN = 16;

  private AccessReader() {}

  static AccessPart read(Section document, AccessPart otherwise) {
    return document
        .section("access", Set.of("tokens", "oidc", "proxy", "rate"))
        .map(
            one ->
                new AccessPart(
                    tokens(one),
                    one.section(
                            "oidc",
                            Set.of("issuer", "audience", "jwks", "name", "groups", "roles", "role"))
                        .map(AccessReader::oidc)
                        .orElse(null),
                    one.section("proxy", Set.of("peers", "header", "groups", "roles", "role"))
                        .map(AccessReader::proxy)
                        .orElse(null),
                    rate(one, otherwise.rate())))
        .orElse(otherwise);
  }

  private static List<AccessPart.Token> tokens(Section section) {
    Set<String> names = new HashSet<>();
    return section.sections("tokens", Set.of("name", "role", "token")).stream()
        .map(
            one -> {
              String name = one.requiredText("name");
              if (!NAME.matcher(name).matches() || !names.add(name)) {
                throw one.field()
                    .require("name")
                    .refusal("must be a name of its own, 1 to 64 letters, digits or @._-");
              }
              one.requiredText("role");
              Secret token = new Secret(one.requiredText("token"));
              if (token.value().length() < SHORTEST_TOKEN) {
                throw one.field()
                    .require("token")
                    .refusal("must have at least " + SHORTEST_TOKEN + " characters");
              }
              return new AccessPart.Token(name, one.word("role", Role.class, Role.VIEWER), token);
            })
        .toList();
  }

  private static AccessPart.Oidc oidc(Section section) {
    section.requiredText("jwks");
    URI jwks = section.address("jwks").orElseThrow();
    if (!"https".equals(jwks.getScheme()) && !LOOPBACK.matcher(jwks.getHost()).matches()) {
      throw section
          .field()
          .require("jwks")
          .refusal("must be https: whoever changes the keys on their way is anybody");
    }
    return new AccessPart.Oidc(
        section.requiredText("issuer"),
        section.requiredText("audience"),
        jwks,
        section.text("name").orElse("sub"),
        section.text("groups").orElse("groups"),
        granted(section));
  }

  private static AccessPart.Proxy proxy(Section section) {
    section.field().require("peers");
    return new AccessPart.Proxy(
        section.texts("peers"),
        header(section, "header").orElseThrow(() -> missing(section)),
        header(section, "groups").orElse(null),
        granted(section));
  }

  private static RuntimeException missing(Section section) {
    return section.field().refusal("must have a header, such as X-Forwarded-User");
  }

  private static Optional<String> header(Section section, String key) {
    Optional<String> header = section.text(key);
    header.ifPresent(
        name -> {
          if (!HEADER.matcher(name).matches()) {
            throw section.field().require(key).refusal("must be a header's name");
          }
        });
    return header;
  }

  private static AccessPart.Granted granted(Section section) {
    Map<Role, Set<String>> groups = new EnumMap<>(Role.class);
    Optional<Section> roles = section.section("roles", Set.of("viewer", "responder", "admin"));
    for (Role role : Role.values()) {
      String key = role.name().toLowerCase(Locale.ROOT);
      roles.ifPresent(one -> groups.put(role, Set.copyOf(new HashSet<>(one.texts(key)))));
    }
    @Nullable Role otherwise =
        section.find("role").map(any -> section.word("role", Role.class, Role.VIEWER)).orElse(null);
    if (otherwise == null && groups.values().stream().allMatch(Set::isEmpty)) {
      YamlField field = section.field();
      throw field.refusal("must have roles, or a role for everybody: as it is nobody gets in");
    }
    return new AccessPart.Granted(groups, otherwise);
  }

  private static AccessPart.Rate rate(Section section, AccessPart.Rate none) {
    return section
        .section("rate", Set.of("perMinute", "burst"))
        .map(
            one ->
                new AccessPart.Rate(
                    one.number("perMinute", none.perMinute(), 1, 1_000_000),
                    one.number("burst", none.burst(), 1, 100_000)))
        .orElse(none);
  }
}
