package io.runbookmemory.examples.option;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Where a Lucene store is: a directory, or what the URL of a store names. */
public final class LuceneLocation {

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The directory of a Lucene store (default: that of --store).")
  private @Nullable Path directory;

  @Mixin private StoreLocation store = new StoreLocation();

  /**
   * Returns the directory.
   *
   * @param instead what to do about a store of another kind
   */
  public Path directory(String instead) {
    return directory == null ? StoreUrl.luceneDirectory(store.url(), instead) : directory;
  }
}
