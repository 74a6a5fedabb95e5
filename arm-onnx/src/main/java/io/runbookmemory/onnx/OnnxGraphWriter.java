package io.runbookmemory.onnx;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A new network over the weights of another, written node by node; what a node takes of the other's
 * tensors and inputs comes along. Not thread-safe.
 */
final class OnnxGraphWriter {

  /** The operators that ONNX Runtime adds to those of ONNX. */
  static final String MICROSOFT = "com.microsoft";

  /** The types of tensors. */
  static final int FLOAT = 1;

  static final int INT8 = 3;
  static final int INT64 = 7;

  private final OnnxGraph source;
  private final WireWriter graph = new WireWriter().text(2, "fused");
  private final Set<String> taken = new HashSet<>();

  OnnxGraphWriter(OnnxGraph source) {
    this.source = source;
  }

  /** Takes the nodes over that a value of the other network is made by. */
  void take(String value) {
    Set<String> needed = new HashSet<>(Set.of(value));
    Deque<OnnxGraph.Node> nodes = new ArrayDeque<>();
    for (OnnxGraph.Node node : source.nodes().reversed()) {
      if (!Collections.disjoint(node.outputs(), needed)) {
        needed.addAll(node.inputs());
        nodes.addFirst(node);
      }
    }
    for (OnnxGraph.Node node : nodes) {
      node.inputs().forEach(this::bring);
      graph.add(node.bytes());
    }
  }

  /** Adds an operator with one output, which has the name of the node. */
  String node(String domain, String operator, String name, List<String> inputs, WireWriter... set) {
    return node(domain, operator, inputs, List.of(name), set);
  }

  String node(
      String domain,
      String operator,
      List<String> inputs,
      List<String> outputs,
      WireWriter... attributes) {
    WireWriter node = new WireWriter();
    for (String input : inputs) {
      bring(input);
      node.text(1, input);
    }
    outputs.forEach(output -> node.text(2, output));
    node.text(4, operator);
    for (WireWriter attribute : attributes) {
      node.message(5, attribute);
    }
    graph.message(1, node.text(7, domain));
    return outputs.getFirst();
  }

  static WireWriter attribute(String name, long value) {
    return new WireWriter().text(1, name).number(3, value).number(20, 2);
  }

  static WireWriter attribute(String name, float value) {
    return new WireWriter().text(1, name).decimal(2, value).number(20, 1);
  }

  /** Adds a tensor of its own, its values little-endian. */
  String tensor(String name, int type, ByteBuffer values, long... shape) {
    WireWriter tensor = new WireWriter();
    for (long size : shape) {
      tensor.number(1, size);
    }
    graph.message(5, tensor.number(2, type).text(8, name).bytes(9, values));
    return name;
  }

  /** Ends the graph with its only output, {@code [batch, tokens, dimension]}, and returns it. */
  byte[] write(String output, long dimension) {
    WireWriter shape = new WireWriter();
    for (String size : List.of("batch_size", "tokens")) {
      shape.message(1, new WireWriter().text(2, size));
    }
    shape.message(1, new WireWriter().number(1, dimension));
    WireWriter type = new WireWriter().number(1, FLOAT).message(2, shape);
    graph.message(
        12, new WireWriter().text(1, output).message(2, new WireWriter().message(1, type)));
    return new WireWriter()
        .number(1, 6)
        .message(7, graph)
        .message(8, new WireWriter().text(1, "").number(2, 11))
        .message(8, new WireWriter().text(1, MICROSOFT).number(2, 1))
        .toBytes();
  }

  private void bring(String value) {
    if (taken.add(value)) {
      OnnxGraph.Tensor tensor = source.tensor(value);
      ByteBuffer whole = tensor == null ? source.input(value) : tensor.whole();
      if (whole != null) {
        graph.add(whole);
      }
    }
  }
}
