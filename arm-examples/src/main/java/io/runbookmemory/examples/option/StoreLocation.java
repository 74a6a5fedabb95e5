package io.runbookmemory.examples.option;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a store is. */
public final class StoreLocation {

  @Option(
      names = "--store",
      paramLabel = "URL",
      description = {
        "lucene:DIR, sqlite:FILE, jdbc:postgresql://HOST/DATABASE or memory: (default: $ARM_STORE,"
            + " else lucene:~/.arm/memory).",
        "replica:DIR?of=jdbc:postgresql://HOST/DATABASE keeps a copy in DIR, which answers while"
            + " the database is down.",
        "PostgreSQL's role and password are best in $PGUSER and $PGPASSWORD: others see a command"
            + " line."
      })
  private @Nullable String url;

  /** Returns whether it was named on the command line. */
  public boolean given() {
    return url != null;
  }

  public String url() {
    return Optional.ofNullable(url)
        .or(() -> Optional.ofNullable(System.getenv("ARM_STORE")))
        .filter(one -> !one.isBlank())
        .orElse(StoreUrl.DEFAULT);
  }
}
