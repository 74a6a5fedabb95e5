package io.runbookmemory.connectors.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Hands documents over as they are read, but alerts at the end, when all runbooks are known. */
final class Handover implements Consumer<Ingested> {

  private final Path root;
  private final RunbookAddresses runbooks;
  private final Consumer<Ingested> sink;
  private final List<Ingested.Read> alerts = new ArrayList<>();

  /**
   * Creates one.
   *
   * @param root the folder that no attachment may stand outside of
   * @param runbooks those that alerts may point to; takes those that are read
   * @param sink takes the documents
   */
  Handover(Path root, RunbookAddresses runbooks, Consumer<Ingested> sink) {
    this.root = root;
    this.runbooks = runbooks;
    this.sink = sink;
  }

  Path root() {
    return root;
  }

  @Override
  public void accept(Ingested ingested) {
    if (ingested instanceof Ingested.Read read) {
      runbooks.add(read.memory());
    }
    sink.accept(ingested);
  }

  void alert(Ingested.Read alert) {
    alerts.add(alert);
  }

  void finish() {
    for (Ingested.Read alert : alerts) {
      sink.accept(new Ingested.Read(runbooks.linked(alert.memory()), alert.place()));
    }
  }
}
