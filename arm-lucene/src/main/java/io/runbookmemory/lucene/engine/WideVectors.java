package io.runbookmemory.lucene.engine;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/**
 * Lucene's own HNSW formats, but for vectors of more than 1,024 dimensions, which many models have.
 * Only the writer asks for the limit; the files, and the name by which they are read again, are
 * Lucene's.
 */
public final class WideVectors extends KnnVectorsFormat {

  /** The most dimensions of a vector. */
  public static final int MAX_DIMENSION = 8192;

  /** How many neighbours a passage has in the graph unless somebody says so: Lucene's default. */
  public static final int DEFAULT_CONNECTIONS = Lucene99HnswVectorsFormat.DEFAULT_MAX_CONN;

  /** How many candidates for neighbours are kept unless somebody says so: Lucene's default. */
  public static final int DEFAULT_BEAM_WIDTH = Lucene99HnswVectorsFormat.DEFAULT_BEAM_WIDTH;

  private static final String EXACT = new Lucene99HnswVectorsFormat().getName();

  private final KnnVectorsFormat format;

  private WideVectors(KnnVectorsFormat format) {
    super(format.getName());
    this.format = format;
  }

  /** Returns the format whose graphs compare vectors in single precision. */
  public static WideVectors exact(int maxConnections, int beamWidth) {
    return new WideVectors(new Lucene99HnswVectorsFormat(maxConnections, beamWidth));
  }

  /** Returns the format whose graphs compare coordinates of so few bits, 4 or 8. */
  public static WideVectors quantised(int bits, int maxConnections, int beamWidth) {
    ScalarEncoding encoding =
        bits == 4 ? ScalarEncoding.PACKED_NIBBLE : ScalarEncoding.UNSIGNED_BYTE;
    return new WideVectors(
        new Lucene104HnswScalarQuantizedVectorsFormat(encoding, maxConnections, beamWidth));
  }

  /** Returns whether the graph of a field gives similarities in single precision. */
  public static boolean graphIsExact(LeafReader segment, String field) {
    FieldInfo info = segment.getFieldInfos().fieldInfo(field);
    return info != null
        && EXACT.equals(info.getAttribute(PerFieldKnnVectorsFormat.PER_FIELD_FORMAT_KEY));
  }

  /** Lucene's default codec with vectors in a format. */
  public static final class Codec extends Lucene104Codec {

    private final WideVectors vectors;

    /** Creates the codec with the default format of vectors. */
    public Codec() {
      this(exact(DEFAULT_CONNECTIONS, DEFAULT_BEAM_WIDTH));
    }

    /** Creates the codec. */
    public Codec(WideVectors vectors) {
      this.vectors = vectors;
    }

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
      return vectors;
    }
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    return format.fieldsWriter(state);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return format.fieldsReader(state);
  }

  @Override
  public int getMaxDimensions(String field) {
    return MAX_DIMENSION;
  }
}
