package io.runbookmemory.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.bench.report.Figure.Goal;
import io.runbookmemory.bench.report.machine.MachineFacts;
import java.util.List;

/** A report for programs, as docs/formats/bench-report.md has it. */
final class ReportJson {

  private static final ObjectMapper MAPPER = new JsonMapper();
  private static final int FORMAT = 1;

  private ReportJson() {}

  static String of(Findings findings) throws JsonProcessingException {
    ObjectNode json =
        MAPPER
            .createObjectNode()
            .put("format", FORMAT)
            .put("form", findings.form().toString())
            .put("began", findings.began())
            .put("seconds", findings.seconds())
            .put("data", findings.data());
    machine(json.putObject("machine"), findings.machine());
    ObjectNode build = json.putObject("build").put("digest", findings.build().digest());
    build.put("commit", findings.commit());
    findings.build().versions().forEach(build.putObject("versions")::put);
    ObjectNode seeds = json.putObject("seeds");
    findings.seeds().forEach(seeds::put);
    figures(json.putArray("figures"), findings.figures());
    ArrayNode chapters = json.putArray("chapters");
    for (int i = 0; i < findings.chapters().size(); i++) {
      chapters.add(
          findings
              .results()
              .get(i)
              .toJson()
              .put("question", findings.chapters().get(i).question()));
    }
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  private static void machine(ObjectNode json, MachineFacts machine) {
    json.put("cores", machine.cores())
        .put("processor", machine.processor())
        .put("memoryMiB", machine.memoryMiB())
        .put("syncMillis", machine.syncMillis())
        .put("load", machine.load())
        .put("system", machine.system())
        .put("java", machine.java());
  }

  private static void figures(ArrayNode json, List<Judged> figures) {
    for (Judged figure : figures) {
      ObjectNode one =
          json.addObject()
              .put("chapter", figure.chapter())
              .put("what", figure.figure().what())
              .put("outcome", figure.outcome().name().toLowerCase(java.util.Locale.ROOT));
      figure.row().forEach(one.putArray("row")::add);
      one.put("arm", figure.arm()).put("peer", figure.peer());
      if (figure.value().known()) {
        one.putObject("figure")
            .put("value", figure.value().value())
            .put("low", figure.value().low())
            .put("high", figure.value().high());
      }
      Goal goal = figure.figure().goal();
      if (goal != null) {
        one.putObject("goal")
            .put("bound", figure.figure().bound().words)
            .put("limit", goal.limit())
            .put("from", goal.from())
            .put("since", goal.since().toString());
      }
    }
  }
}
