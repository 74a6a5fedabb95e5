package io.runbookmemory.lucene.write;

import io.runbookmemory.memory.Tenant;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** One call that waits to be written, and then to be told of it. */
public final class Write<T> {

  /** Decides what to write. May be asked again, if it was to share a commit that failed. */
  public interface Decision<T> {
    T decide(Transaction transaction) throws IOException;
  }

  private final Tenant tenant;
  private final long bytes;
  private final boolean queries;
  private final Decision<T> decision;
  private final CompletableFuture<T> told = new CompletableFuture<>();
  private Runnable answer = () -> {};

  private Write(Tenant tenant, long bytes, boolean queries, Decision<T> decision) {
    this.tenant = tenant;
    this.bytes = bytes;
    this.queries = queries;
    this.decision = decision;
  }

  /** A write that looks memories up by their ids alone; it brings about so many bytes. */
  public static <T> Write<T> byId(Tenant tenant, long bytes, Decision<T> decision) {
    return new Write<>(tenant, bytes, false, decision);
  }

  /** A write that asks the snapshot, and so must be the first of its group. */
  public static <T> Write<T> byQuery(Tenant tenant, Decision<T> decision) {
    return new Write<>(tenant, 0, true, decision);
  }

  public long bytes() {
    return bytes;
  }

  public boolean queries() {
    return queries;
  }

  /** Joins a group; a refusal leaves the group as it was. */
  public void decide(Group group) {
    Transaction transaction = new Transaction(group, tenant);
    try {
      T result = decision.decide(transaction);
      group.accept(transaction);
      answer = () -> told.complete(result);
    } catch (Throwable refusal) {
      answer = () -> told.completeExceptionally(refusal);
    }
  }

  /** Tells the caller what was decided, now that it is on disk. */
  public void tell() {
    answer.run();
  }

  /** Tells the caller that it could not be written. */
  public void fail(Throwable fault) {
    told.completeExceptionally(fault);
  }

  /** What the caller is told. */
  public Future<T> told() {
    return told;
  }
}
