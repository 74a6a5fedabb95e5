package io.runbookmemory.bench.peers;

import io.runbookmemory.bench.search.Selectivity;
import java.util.Optional;

/** A filter as the other libraries are asked: what {@link Metadata} must have under a key. */
public record Wanted(String key, String value) {

  /** Returns the filter that lets so much through; empty where that is all. */
  public static Optional<Wanted> by(Selectivity selectivity) {
    return switch (selectivity) {
      case ALL -> Optional.empty();
      case HALF -> Optional.of(new Wanted("env", "prod"));
      case TWENTIETH -> Optional.of(new Wanted("service", "service-7"));
      case RARE -> Optional.of(new Wanted("tag", "tag-77"));
    };
  }
}
