package io.runbookmemory.bench.report;

import io.runbookmemory.bench.report.Chapter.Plan;
import io.runbookmemory.bench.report.Run.Place;
import io.runbookmemory.bench.report.machine.Checkout;
import io.runbookmemory.bench.report.machine.Pglite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where chapters find what they ask for. */
interface Places {

  /** A daemon's heap, collector and what it gives back, as {@code deploy/systemd} has them. */
  String DAEMON_OPTIONS = "-Xmx160m -XX:+UseSerialGC -XX:TrimNativeHeapInterval=5000";

  /**
   * Returns what a chapter lacks, as the sentence for whoever is to install it; empty if nothing.
   */
  String missing(Chapter chapter, Plan plan) throws IOException;

  /** Makes ready what a chapter asks for; closing it ends what was started. */
  Opened open(Chapter chapter) throws IOException;

  /** Returns how long a chapter may take. */
  default Duration limit(Duration usual) {
    return usual;
  }

  /**
   * What stands for the places of a chapter's arguments.
   *
   * @param places by what stands for them
   * @param server what was started for it, null if nothing was
   */
  record Opened(Map<Place, String> places, @Nullable Pglite server) implements AutoCloseable {

    @Override
    public void close() {
      if (server != null) {
        server.close();
      }
    }
  }

  /**
   * Those of a checkout.
   *
   * @param checkout the sources
   * @param material what is searched
   * @param out where chapters write
   */
  record OfCheckout(Checkout checkout, Material material, Path out) implements Places {

    @Override
    public String missing(Chapter chapter, Plan plan) throws IOException {
      boolean answers = plan.runs().stream().anyMatch(run -> run.asksFor(Place.SET));
      if (answers && !material.hasAnswers()) {
        return "the corpus has no known answers: qrels.tsv or qrels/test.tsv";
      }
      boolean there =
          switch (chapter.need()) {
            case NOTHING -> true;
            case POSTGRES -> hasPostgres();
            case PGLITE -> checkout.pglite().isPresent() && Checkout.has("node");
            case EXAMPLES -> checkout.daemon().isPresent();
          };
      return there ? "" : chapter.need().sentence;
    }

    private static boolean hasPostgres() throws IOException {
      Path debian = Path.of("/usr/lib/postgresql");
      if (!Files.isDirectory(debian)) {
        return Checkout.has("initdb");
      }
      try (Stream<Path> versions = Files.list(debian)) {
        return versions.anyMatch(one -> Files.exists(one.resolve("bin/initdb")))
            || Checkout.has("initdb");
      }
    }

    @Override
    public Opened open(Chapter chapter) throws IOException {
      Map<Place, String> places = new EnumMap<>(Place.class);
      places.put(Place.VECTORS, material.vectors().toString());
      places.put(Place.INDEXES, material.folder().resolve("indexes").toString());
      places.put(Place.SET, material.set().toString());
      places.put(Place.TEXTS, material.set().resolve("corpus.jsonl").toString());
      Path work = out.resolve("work").resolve(material.folder().getFileName() + chapter.name());
      places.put(Place.WORK, Files.createDirectories(work).toString());
      Path jar = checkout.daemon().orElse(null);
      if (jar != null) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        places.put(
            Place.DAEMON,
            String.join(" ", List.of(java.toString(), DAEMON_OPTIONS, "-jar", jar.toString())));
      }
      if (chapter.need() != Need.PGLITE) {
        return new Opened(places, null);
      }
      Pglite server = Pglite.start(checkout.pglite().orElseThrow());
      places.put(Place.URL, server.url());
      return new Opened(places, server);
    }
  }
}
