package io.runbookmemory.examples.daemon.access;

import io.runbookmemory.examples.daemon.config.AccessPart;
import io.runbookmemory.guard.access.Caller;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a reverse proxy says of who asks; believed of the listed peers alone. */
final class ProxyIdentity {

  private final AccessPart.Proxy part;
  private final List<Subnet> peers;

  ProxyIdentity(AccessPart.Proxy part) {
    this.part = part;
    this.peers = part.peers().stream().map(Subnet::of).toList();
  }

  /** Returns what is known by the proxy's word; empty if the request does not come from it. */
  Optional<Identified> identify(Credentials credentials) {
    if (credentials.headers().apply(part.header()).isEmpty()) {
      return Optional.empty();
    }
    if (credentials.peer() == null
        || peers.stream().noneMatch(subnet -> subnet.contains(credentials.peer()))) {
      return Optional.of(
          new Identified.Unknown(part.header() + " is not believed of who is no listed proxy"));
    }
    Optional<String> name = credentials.header(part.header()).map(String::strip);
    Set<String> groups = groups(credentials);
    try {
      Caller caller = new Caller(name.orElse(""), groups);
      return Optional.of(
          part.granted()
              .of(groups)
              .<Identified>map(role -> new Identified.Known(new Identity(caller, role)))
              .orElseGet(() -> new Identified.Stranger("none of your groups has a role here")));
    } catch (IllegalArgumentException e) {
      return Optional.of(
          new Identified.Unknown(part.header() + " must stand there once, with a name"));
    }
  }

  private Set<String> groups(Credentials credentials) {
    String header = part.groups();
    return header == null
        ? Set.of()
        : credentials
            .header(header)
            .map(value -> Arrays.stream(value.split(",", -1)))
            .map(all -> all.map(String::strip).filter(one -> !one.isEmpty()))
            .map(all -> all.collect(Collectors.toUnmodifiableSet()))
            .orElse(Set.of());
  }
}
