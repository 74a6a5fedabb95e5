package io.runbookmemory.connectors.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.connectors.http.Answer;
import io.runbookmemory.connectors.http.Call;
import io.runbookmemory.connectors.http.VendorHttp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request for vectors. To embed a text twice does no more than to embed it once. */
record Exchange(VendorHttp http, String model) {

  List<float[]> ask(List<String> texts) {
    Answer answer =
        http.send(
            Call.json("POST", "embeddings", body(texts))
                .asRepeatable()
                .advice(401, "check the API key")
                .advice(403, "check the API key")
                .advice(404, "check the address and that it has the model " + model)
                .advice(413, "send fewer texts at a time, or smaller passages"));
    return vectors(answer, texts.size());
  }

  private ObjectNode body(List<String> texts) {
    ObjectNode body =
        JsonNodeFactory.instance.objectNode().put("model", model).put("encoding_format", "float");
    texts.forEach(body.putArray("input")::add);
    return body;
  }

  private List<float[]> vectors(Answer answer, int wanted) {
    List<float @Nullable []> vectors = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      vectors.add(null);
    }
    int place = 0;
    for (JsonNode one : http.json(answer).path("data")) {
      int index = one.path("index").asInt(place++);
      if (index < 0 || index >= wanted) {
        throw http.strange(answer, "a vector at " + index + " for " + wanted + " texts");
      }
      vectors.set(index, vector(answer, one.path("embedding")));
    }
    List<float[]> all = new ArrayList<>();
    for (float[] vector : vectors) {
      if (vector == null) {
        throw http.strange(answer, "fewer vectors than the " + wanted + " texts");
      }
      all.add(vector);
    }
    return all;
  }

  private float[] vector(Answer answer, JsonNode numbers) {
    if (!numbers.isArray()) {
      throw http.strange(answer, "an embedding that is no list of numbers");
    }
    float[] vector = new float[numbers.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = numbers.get(i).floatValue();
    }
    return vector;
  }
}
