package io.runbookmemory.onnx;

import static io.runbookmemory.onnx.OnnxGraphWriter.FLOAT;
import static io.runbookmemory.onnx.OnnxGraphWriter.INT64;
import static io.runbookmemory.onnx.OnnxGraphWriter.INT8;
import static io.runbookmemory.onnx.OnnxGraphWriter.MICROSOFT;
import static io.runbookmemory.onnx.OnnxGraphWriter.attribute;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The bundled network written anew with ONNX Runtime's own operators for what it does: the weights
 * are the same bytes, the nodes 129 instead of 1,500.
 *
 * <ul>
 *   <li>Query, key and value are one product, and the attention is one operator; the runtime finds
 *       neither by itself in a network that was quantised before. Their results are the same to the
 *       bit.
 *   <li>The mask is left out: there is one text in a run, and no padding.
 *   <li>The last layer asks for the first token alone, which is all that CLS pooling reads. Its
 *       numbers are then scaled by themselves and no more together with the other tokens', so that
 *       the vector differs a little from the whole network's: by a cosine of 0.9999.
 *   <li>In the second half of the layers a sum and its norm are one operator, which takes a quarter
 *       of the time and adds up in another order. What that changes in the last bit grows from
 *       layer to layer, as each rounds its numbers to 256 steps: to a cosine of .9992 at least
 *       through six layers, and to less than .997 through twelve.
 * </ul>
 *
 * {@code docs/embedding.md} says what this brings, and what else was tried.
 */
final class FusedNetwork {

  private static final int LAYERS = 12;

  /** So many layers, the first, are what the whole network has, to the bit. */
  private static final int EXACT_LAYERS = 6;

  private static final int HEADS = 12;
  private static final int DIMENSION = 384;
  private static final float EPSILON = 1e-12f;
  private static final List<String> PARTS = List.of("query", "key", "value");

  private final OnnxGraph source;
  private final OnnxGraphWriter to;

  private FusedNetwork(OnnxGraph source) {
    this.source = source;
    this.to = new OnnxGraphWriter(source);
  }

  /**
   * Returns the network of the bundled file in fewer operators.
   *
   * @throws IllegalArgumentException if it is not the network that this was written for
   */
  static byte[] of(byte[] bundled) {
    return new FusedNetwork(OnnxGraph.read(bundled)).write();
  }

  private byte[] write() {
    String embedded = "/embeddings/Add_1_output_0";
    to.take(embedded);
    to.tensor("first", INT64, longs(0), 1);
    to.tensor("second", INT64, longs(1), 1);
    String tokens = normalised(embedded, "embeddings.LayerNorm", "layer0");
    for (int i = 0; i < LAYERS; i++) {
      tokens = layer(i, tokens);
    }
    return to.write(tokens, DIMENSION);
  }

  private String layer(int number, String tokens) {
    String layer = "encoder.layer." + number;
    String name = "layer" + number;
    boolean last = number == LAYERS - 1;
    String asking = last ? firstToken(tokens) : tokens;
    String attended =
        last ? attention(name, layer, asking, tokens) : attention(name, layer, tokens);
    String attention = product(attended, layer + ".attention.output.dense");
    String middle =
        sum(number, attention, asking, layer + ".attention.output.LayerNorm", name + "/middle");
    String inner = product(middle, layer + ".intermediate.dense");
    String active = to.node(MICROSOFT, "Gelu", name + "/gelu", List.of(inner));
    return sum(
        number,
        product(active, layer + ".output.dense"),
        middle,
        layer + ".output.LayerNorm",
        "layer" + (number + 1));
  }

  /** What some tokens gather from all, as operators of their own. */
  private String attention(String name, String layer, String asking, String tokens) {
    List<String> asked =
        PARTS.stream()
            .map(part -> product(part.equals("query") ? asking : tokens, self(layer, part)))
            .toList();
    return to.node(
        MICROSOFT, "MultiHeadAttention", name + "/attention", asked, attribute("num_heads", HEADS));
  }

  private static String self(String layer, String part) {
    return layer + ".attention.self." + part;
  }

  private String attention(String name, String layer, String tokens) {
    List<String> quantised = List.of(tokens + "/int8", tokens + "/scale", tokens + "/zero");
    to.node("", "DynamicQuantizeLinear", List.of(tokens), quantised);
    List<String> weights = PARTS.stream().map(part -> weight(self(layer, part))).toList();
    int width = PARTS.size() * DIMENSION;
    String weight =
        to.tensor(
            name + "/weight",
            INT8,
            besideEachOther(weights.stream().map(w -> values(w + "_quantized")), DIMENSION),
            DIMENSION,
            width);
    String scale =
        to.tensor(
            name + "/weight_scale",
            FLOAT,
            besideEachOther(weights.stream().map(w -> values(w + "_scale")), 1),
            width);
    String bias =
        to.tensor(
            name + "/bias",
            FLOAT,
            besideEachOther(PARTS.stream().map(part -> values(self(layer, part) + ".bias")), 1),
            width);
    return to.node(
        MICROSOFT,
        "QAttention",
        name + "/attention",
        List.of(quantised.get(0), weight, bias, quantised.get(1), scale, "", quantised.get(2)),
        attribute("num_heads", HEADS));
  }

  private String product(String tokens, String dense) {
    String weight = weight(dense);
    return to.node(
        MICROSOFT,
        "DynamicQuantizeMatMul",
        dense,
        List.of(tokens, weight + "_quantized", weight + "_scale", "", dense + ".bias"));
  }

  private String sum(int layer, String one, String other, String norm, String name) {
    if (layer < EXACT_LAYERS) {
      return normalised(to.node("", "Add", name + "/sum", List.of(one, other)), norm, name);
    }
    return to.node(
        MICROSOFT,
        "SkipLayerNormalization",
        name,
        List.of(one, other, norm + ".weight", norm + ".bias"),
        attribute("epsilon", EPSILON));
  }

  private String normalised(String tokens, String norm, String name) {
    return to.node(
        "",
        "LayerNormalization",
        name,
        List.of(tokens, norm + ".weight", norm + ".bias"),
        attribute("axis", -1),
        attribute("epsilon", EPSILON));
  }

  private String firstToken(String tokens) {
    return to.node("", "Slice", tokens + "/first", List.of(tokens, "first", "second", "second"));
  }

  /** Returns what the names of a product's weights begin with, which its quantiser numbered. */
  private String weight(String dense) {
    String path = "/" + dense.replace('.', '/').replaceFirst("layer/", "layer.");
    String quantised = source.giving(path + "/MatMul_output_0_output_quantized").inputs().get(1);
    return quantised.substring(0, quantised.length() - "_quantized".length());
  }

  private ByteBuffer values(String tensor) {
    return Objects.requireNonNull(source.tensor(tensor), tensor).values();
  }

  /** Puts matrices of as many rows side by side. */
  private static ByteBuffer besideEachOther(Stream<ByteBuffer> matrices, int rows) {
    List<ByteBuffer> all = matrices.toList();
    ByteBuffer joined = ByteBuffer.allocate(all.stream().mapToInt(ByteBuffer::remaining).sum());
    for (int row = 0; row < rows; row++) {
      for (ByteBuffer matrix : all) {
        int length = matrix.remaining() / rows;
        joined.put(matrix.slice(matrix.position() + row * length, length));
      }
    }
    return joined.flip();
  }

  private static ByteBuffer longs(long value) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).flip();
  }
}
