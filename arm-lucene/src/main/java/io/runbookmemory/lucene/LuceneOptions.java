package io.runbookmemory.lucene;

import io.runbookmemory.lucene.disk.UnmappedDirectory;
import io.runbookmemory.lucene.engine.WideVectors;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/**
 * How a Lucene store writes, and how it reaches its files. The index remembers none of it: what is
 * said of vectors and graphs holds for the segments that are written from now on, merged ones
 * included, and what is there stays readable. Immutable, thread-safe.
 */
public final class LuceneOptions {

  /** The defaults that {@link Builder} lists. */
  public static final LuceneOptions DEFAULT = builder().build();

  private final VectorPrecision vectors;
  private final int maxConnections;
  private final int beamWidth;
  private final FileAccess files;

  private LuceneOptions(Builder builder) {
    this.vectors = builder.vectors;
    this.maxConnections = builder.maxConnections;
    this.beamWidth = builder.beamWidth;
    this.files = builder.files;
  }

  /**
   * Returns a builder.
   *
   * @return with the defaults that {@link Builder} lists
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns how precisely graphs compare.
   *
   * @return the precision
   */
  public VectorPrecision vectors() {
    return vectors;
  }

  /**
   * Returns how many neighbours a passage has in the graph.
   *
   * @return in [2, 512]
   */
  public int maxConnections() {
    return maxConnections;
  }

  /**
   * Returns how many candidates for neighbours are kept while the graph is built.
   *
   * @return in [1, 3200]
   */
  public int beamWidth() {
    return beamWidth;
  }

  /**
   * Returns how the largest files are reached.
   *
   * @return the access
   */
  public FileAccess files() {
    return files;
  }

  Directory open(Path path) throws IOException {
    return switch (files) {
      case MAPPED -> new MMapDirectory(path);
      case READ -> new UnmappedDirectory(path);
    };
  }

  Codec codec() {
    return new WideVectors.Codec(
        switch (vectors) {
          case FLOAT32 -> WideVectors.exact(maxConnections, beamWidth);
          case INT8 -> WideVectors.quantised(8, maxConnections, beamWidth);
          case INT4 -> WideVectors.quantised(4, maxConnections, beamWidth);
        });
  }

  /** Builds options. Not thread-safe. */
  public static final class Builder {

    private VectorPrecision vectors = VectorPrecision.FLOAT32;
    private int maxConnections = WideVectors.DEFAULT_CONNECTIONS;
    private int beamWidth = WideVectors.DEFAULT_BEAM_WIDTH;
    private FileAccess files = FileAccess.MAPPED;

    private Builder() {}

    /**
     * Sets how precisely graphs compare; {@link VectorPrecision#FLOAT32} by default.
     *
     * @param precision the precision
     * @return this
     */
    public Builder vectors(VectorPrecision precision) {
      vectors = precision;
      return this;
    }

    /**
     * Sets how many neighbours a passage has in the graph, Lucene's 16 by default. More find more,
     * and take more time and space.
     *
     * @param neighbours in [2, 512]
     * @return this
     * @throws IllegalArgumentException if it is outside
     */
    public Builder maxConnections(int neighbours) {
      maxConnections = within("maxConnections", neighbours, 2, 512);
      return this;
    }

    /**
     * Sets how many candidates for neighbours are kept while the graph is built, Lucene's 100 by
     * default. More find better neighbours, and take more time to write.
     *
     * @param candidates in [1, 3200]
     * @return this
     * @throws IllegalArgumentException if it is outside
     */
    public Builder beamWidth(int candidates) {
      beamWidth = within("beamWidth", candidates, 1, 3200);
      return this;
    }

    /**
     * Sets how the largest files are reached; {@link FileAccess#MAPPED} by default.
     *
     * @param access the access
     * @return this
     */
    public Builder files(FileAccess access) {
      files = access;
      return this;
    }

    private static int within(String name, int value, int least, int most) {
      if (value < least || value > most) {
        throw new IllegalArgumentException(
            name + " must be in [" + least + ", " + most + "], got " + value);
      }
      return value;
    }

    /**
     * Returns the options.
     *
     * @return immutable
     */
    public LuceneOptions build() {
      return new LuceneOptions(this);
    }
  }
}
