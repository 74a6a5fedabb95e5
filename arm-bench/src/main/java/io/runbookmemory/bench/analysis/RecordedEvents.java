package io.runbookmemory.bench.analysis;

import io.runbookmemory.learn.analysis.AnalysisInput;
import io.runbookmemory.learn.analysis.resource.ResourceSeries;
import io.runbookmemory.learn.analysis.signal.AlertEvent;
import io.runbookmemory.learn.analysis.signal.DeploymentEvent;
import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.learn.analysis.signal.Signal;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The alerts and deployments of a year in a file, read through from its beginning each time, as a
 * log is: nothing of it is kept in the heap.
 */
public final class RecordedEvents implements AnalysisInput {

  private final Path file;
  private final List<ResourceSeries> resources;

  /**
   * Reads a file that was written before.
   *
   * @param file what {@link #write} wrote
   * @param resources what can run out
   */
  public RecordedEvents(Path file, List<ResourceSeries> resources) {
    this.file = file;
    this.resources = List.copyOf(resources);
  }

  /**
   * Writes a year's alerts and deployments.
   *
   * @param year what to write
   * @param file where to
   * @throws IOException if the disk fails
   */
  public static void write(PlantedYear year, Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(year.deployments().size());
      for (DeploymentEvent one : year.deployments()) {
        out.writeLong(one.at().toEpochMilli());
        out.writeUTF(one.service());
      }
      out.writeInt(year.events().size());
      for (AlertEvent one : year.events()) {
        out.writeLong(one.at().toEpochMilli());
        out.writeUTF(one.signal().alert());
        out.writeUTF(Objects.requireNonNull(one.signal().place().service()));
        out.writeUTF(Objects.requireNonNull(one.signal().place().cluster()));
      }
    }
  }

  @Override
  public void alerts(Instant from, Instant until, Consumer<AlertEvent> sink) {
    read(from, until, null, sink);
  }

  @Override
  public List<DeploymentEvent> deployments(Instant from, Instant until) {
    List<DeploymentEvent> all = new ArrayList<>();
    read(from, until, all::add, null);
    return all;
  }

  @Override
  public List<ResourceSeries> resources(Instant asOf) {
    return resources.stream()
        .map(
            one ->
                new ResourceSeries(
                    one.name(),
                    one.place(),
                    one.series().window(asOf, Duration.ofDays(42)),
                    one.limit(),
                    one.crossing()))
        .toList();
  }

  private void read(
      Instant from,
      Instant until,
      @Nullable Consumer<DeploymentEvent> deployments,
      @Nullable Consumer<AlertEvent> alerts) {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (int left = in.readInt(); left > 0; left--) {
        Instant at = Instant.ofEpochMilli(in.readLong());
        DeploymentEvent one = new DeploymentEvent(at, in.readUTF(), "prod", null);
        if (deployments != null && !at.isBefore(from) && at.isBefore(until)) {
          deployments.accept(one);
        }
      }
      for (int left = alerts == null ? 0 : in.readInt(); left > 0; left--) {
        Instant at = Instant.ofEpochMilli(in.readLong());
        Signal signal = new Signal(in.readUTF(), new Place(in.readUTF(), "prod", in.readUTF()));
        if (alerts != null && !at.isBefore(from) && at.isBefore(until)) {
          alerts.accept(new AlertEvent(at, signal));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the recorded events in " + file + " cannot be read", e);
    }
  }
}
