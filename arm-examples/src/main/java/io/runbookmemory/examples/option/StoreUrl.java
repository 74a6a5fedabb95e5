package io.runbookmemory.examples.option;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.jdbc.SqliteMemoryStore;
import io.runbookmemory.lucene.FileAccess;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.lucene.LuceneOptions;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.LedgerStore;
import io.runbookmemory.store.replica.ReplicatedMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens the store that a URL names. */
public final class StoreUrl {

  /** The store of whoever names none. */
  public static final String DEFAULT = "lucene:~/.arm/memory";

  private static final String LUCENE = "lucene:";
  private static final String SQLITE = "sqlite:";
  private static final String REPLICA = "replica:";
  private static final String OF = "?of=";

  /** The copy stands in for the database: a recall has two seconds. */
  private static final Duration REPLICA_PATIENCE = Duration.ofSeconds(1);

  /**
   * A daemon is to be small: a recall takes some 4 % longer, its resident set is a third smaller.
   */
  private static final LuceneOptions LEAN = LuceneOptions.builder().files(FileAccess.READ).build();

  private StoreUrl() {}

  /** Returns a text without the roles and passwords of the URLs in it. */
  public static String plain(String text) {
    return PostgresUrl.plain(text);
  }

  public static MemoryStore open(String url) {
    return open(url, LuceneOptions.DEFAULT);
  }

  /** Opens the store that a URL names for a daemon. */
  public static MemoryStore openLean(String url) {
    return open(url, LEAN);
  }

  private static MemoryStore open(String url, LuceneOptions options) {
    int colon = url.indexOf(':');
    String scheme = colon < 0 ? "" : url.substring(0, colon);
    String place = url.substring(colon + 1);
    return switch (scheme) {
      case "lucene" -> LuceneMemoryStore.open(created(url, path(url, place)), options);
      case "sqlite" -> {
        Path file = path(url, place);
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
          created(url, parent);
        }
        yield SqliteMemoryStore.open(file);
      }
      case "replica" -> {
        Replica replica = replicaOf(url, place);
        PostgresUrl shared = PostgresUrl.parse(replica.shared(), System.getenv());
        yield new CommandReplica(() -> shared.open(REPLICA_PATIENCE), replica.directory());
      }
      case "memory" -> new ExactMemoryStore();
      default -> {
        if (url.startsWith(PostgresUrl.PREFIX)) {
          yield PostgresUrl.parse(url, System.getenv()).open(PostgresUrl.TIMEOUT);
        }
        throw new ConfigurationException(
            plain(url),
            "a store's URL must be lucene:DIR, sqlite:FILE, jdbc:postgresql://HOST/DATABASE,"
                + " replica:DIR?of=jdbc:postgresql://HOST/DATABASE or memory:, got \""
                + plain(url)
                + "\"");
      }
    };
  }

  /**
   * Opens the ledgers of the store that a URL names. A Lucene store has none of its own: they are
   * in a SQLite file beside its directory, which several processes may open at once. Those of a
   * replica are the shared store's.
   */
  public static LedgerStore openLedgers(String url) {
    if (url.startsWith(LUCENE)) {
      Path file = ledgersOf(url);
      created(url, file.resolveSibling(""));
      return SqliteMemoryStore.open(file);
    }
    int of = url.indexOf(OF + PostgresUrl.PREFIX);
    MemoryStore store = open(of < 0 ? url : url.substring(of + OF.length()));
    if (store instanceof LedgerStore ledgers) {
      return ledgers;
    }
    store.close();
    throw new ConfigurationException(plain(url), plain(url) + " keeps no ledgers");
  }

  /** Opens the ledgers where there are any, and makes none. */
  public static Optional<LedgerStore> openLedgersToRead(String url) {
    return url.startsWith(LUCENE) && !Files.exists(ledgersOf(url))
        ? Optional.empty()
        : Optional.of(openLedgers(url));
  }

  private static Path ledgersOf(String url) {
    return LuceneLedger.of(path(url, url.substring(LUCENE.length())));
  }

  /**
   * Returns where a store's files are; empty for a database elsewhere, and where there are none.
   */
  public static Optional<Path> local(String url) {
    String place = url.substring(url.indexOf(':') + 1);
    return url.startsWith(LUCENE) || url.startsWith(SQLITE)
        ? Optional.of(path(url, place))
        : Optional.empty();
  }

  /**
   * A database that others share, and a copy of it on this machine.
   *
   * @param shared the database's URL
   * @param directory where the copy is
   */
  public record Replica(String shared, Path directory) {}

  /**
   * Returns the copy that a URL names.
   *
   * @param directory where a copy of a shared database is, of which the URL names none; null for no
   *     copy
   * @return empty for a store that nobody shares, and where there is to be no copy
   */
  public static Optional<Replica> replica(String url, @Nullable Path directory) {
    if (url.startsWith(REPLICA)) {
      return Optional.of(replicaOf(url, url.substring(REPLICA.length())));
    }
    return directory == null || !url.startsWith(PostgresUrl.PREFIX)
        ? Optional.empty()
        : Optional.of(new Replica(url, directory));
  }

  /** Opens a shared database with a copy that follows it for as long as it is open. */
  public static ReplicatedMemoryStore follow(Replica replica, Tenant tenant) {
    PostgresUrl shared = PostgresUrl.parse(replica.shared(), System.getenv());
    created(replica.shared(), replica.directory().toAbsolutePath().resolveSibling(""));
    return ReplicatedMemoryStore.builder(
            () -> shared.open(REPLICA_PATIENCE),
            replica.directory(),
            directory -> LuceneMemoryStore.open(directory, LEAN),
            InstantSource.system())
        .tenants(List.of(tenant))
        .open();
  }

  /** Reads a copy, in a directory, of the store at the URL that ends the text. */
  private static Replica replicaOf(String url, String place) {
    int of = place.indexOf(OF + PostgresUrl.PREFIX);
    if (of < 0) {
      throw new ConfigurationException(
          plain(url),
          "a replica's URL must be replica:DIR?of=jdbc:postgresql://HOST/DATABASE, got \""
              + plain(url)
              + "\"");
    }
    return new Replica(place.substring(of + OF.length()), path(plain(url), place.substring(0, of)));
  }

  /**
   * Opens the store that a URL names to read it alone. A Lucene store needs no lock then: a service
   * that writes it may go on, or begin.
   */
  public static MemoryStore openToRead(String url) {
    if (!url.startsWith(LUCENE)) {
      return open(url);
    }
    try {
      return LuceneMemoryStore.openReadOnly(path(url, url.substring(LUCENE.length())));
    } catch (ConfigurationException e) {
      // Where there is no store yet an empty one answers; what else is wrong is said again.
      return open(url);
    }
  }

  /**
   * Returns the directory of a Lucene store.
   *
   * @param instead what to do about a store of another kind
   */
  public static Path luceneDirectory(String url, String instead) {
    if (!url.startsWith(LUCENE)) {
      throw new ConfigurationException(
          plain(url),
          "this is for a Lucene store, lucene:DIR, got \"" + plain(url) + "\": " + instead);
    }
    return path(url, url.substring(LUCENE.length()));
  }

  /** Returns where a store is on this disk: a Lucene store's directory, a SQLite store's file. */
  public static Optional<Path> place(String url) {
    return url.startsWith(LUCENE) || url.startsWith(SQLITE)
        ? Optional.of(path(url, url.substring(url.indexOf(':') + 1)))
        : Optional.empty();
  }

  private static Path path(String url, String place) {
    if (place.isBlank()) {
      throw new ConfigurationException(url, "the store's URL \"" + url + "\" names no path");
    }
    return place.equals("~") || place.startsWith("~/")
        ? Path.of(System.getProperty("user.home") + place.substring(1))
        : Path.of(place);
  }

  private static Path created(String url, Path directory) {
    try {
      if (!Files.exists(directory)) {
        Files.createDirectories(directory);
      }
      return directory;
    } catch (IOException e) {
      throw new ConfigurationException(
          url, "cannot create the store's directory " + directory + ": " + e, e);
    }
  }
}
