package io.runbookmemory.onnx;

import io.runbookmemory.onnx.WireReader.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A network's file as {@code onnx.proto} numbers it: its nodes, tensors and inputs. */
final class OnnxGraph {

  private static final int GRAPH = 7;

  /** One operation. */
  record Node(List<String> inputs, List<String> outputs, ByteBuffer bytes) {}

  /** A tensor of weights: its field in the graph, and what it holds. */
  record Tensor(ByteBuffer whole, ByteBuffer values) {}

  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Tensor> tensors = new HashMap<>();
  private final Map<String, Node> byOutput = new HashMap<>();
  private final Map<String, ByteBuffer> inputs = new HashMap<>();

  static OnnxGraph read(byte[] network) {
    OnnxGraph graph = new OnnxGraph();
    for (Field field : WireReader.fields(ByteBuffer.wrap(network))) {
      if (field.number() == GRAPH) {
        WireReader.fields(field.content()).forEach(graph::take);
      }
    }
    return graph;
  }

  private void take(Field field) {
    switch (field.number()) {
      case 1 -> takeNode(field);
      case 5 -> takeTensor(field);
      case 11 -> inputs.put(name(field, 1), field.whole());
      default -> {
        // Its name, its output and the shapes in between are written anew or not at all.
      }
    }
  }

  private void takeNode(Field field) {
    List<String> in = new ArrayList<>();
    List<String> out = new ArrayList<>();
    for (Field part : WireReader.fields(field.content())) {
      if (part.number() == 1) {
        in.add(part.text());
      } else if (part.number() == 2) {
        out.add(part.text());
      }
    }
    Node node = new Node(in, out, field.whole());
    nodes.add(node);
    out.forEach(output -> byOutput.put(output, node));
  }

  private void takeTensor(Field field) {
    ByteBuffer values = ByteBuffer.allocate(0);
    for (Field part : WireReader.fields(field.content())) {
      // Weights and scales stand as raw bytes or as packed floats, which are the same bytes.
      if (part.number() == 9 || part.number() == 4) {
        values = part.content();
      }
    }
    tensors.put(name(field, 8), new Tensor(field.whole(), values));
  }

  private static String name(Field field, int number) {
    return WireReader.fields(field.content()).stream()
        .filter(part -> part.number() == number)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a part of a graph must have a name"))
        .text();
  }

  List<Node> nodes() {
    return nodes;
  }

  @Nullable ByteBuffer input(String name) {
    return inputs.get(name);
  }

  @Nullable Tensor tensor(String name) {
    return tensors.get(name);
  }

  /** Returns the node that gives a value. */
  Node giving(String output) {
    Node node = byOutput.get(output);
    if (node == null) {
      throw new IllegalArgumentException("no node gives " + output);
    }
    return node;
  }
}
