package io.runbookmemory.connectors.wiki;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Markup as https://confluence.atlassian.com/doc/confluence-storage-format-790796544.html has it.
 */
class StorageMarkdownTest {

  @Test
  void headingsParagraphsAndMarksAreKept() {
    assertThat(
            StorageMarkdown.of(
                "<h2>If it is <em>slow</em></h2><p>Look&nbsp;at <strong>p99 </strong>and"
                    + " <code>kubectl get po</code>.<br/>Then wait.</p><hr/>"))
        .isEqualTo(
            "## If it is *slow*\n\nLook at **p99** and `kubectl get po`.\nThen wait.\n\n---\n");
  }

  @Test
  void aCodeBlockKeepsItsLinesAndItsLanguage() {
    assertThat(
            StorageMarkdown.of(
                """
                <ac:structured-macro ac:name="code"><ac:parameter ac:name="language">bash</ac:parameter>\
                <ac:plain-text-body><![CDATA[kubectl rollout undo deploy/checkout
                  # <b>not bold</b> && ``` ok]]></ac:plain-text-body></ac:structured-macro>
                """))
        .isEqualTo(
            """
            ````bash
            kubectl rollout undo deploy/checkout
              # <b>not bold</b> && ``` ok
            ````
            """);
  }

  @Test
  void listsNestAndHoldCode() {
    assertThat(
            StorageMarkdown.of(
                """
                <ol><li><p>Check</p><ul><li>a</li><li>b<ul><li>c</li></ul></li></ul></li>\
                <li>Run<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[x
                y]]></ac:plain-text-body></ac:structured-macro></li></ol>
                """))
        .isEqualTo(
            """
            1. Check
               - a
               - b
                 - c
            2. Run

               ```
               x
               y
               ```
            """);
  }

  @Test
  void aTableBecomesATableAndOneWithinItStaysInItsCell() {
    assertThat(
            StorageMarkdown.of(
                """
                <table><tbody><tr><th>alert</th><th>do</th></tr>
                <tr><td>a|b</td><td><p>one</p><p>two</p></td></tr><tr><td>short</td></tr></tbody></table>
                """))
        .isEqualTo("| alert | do |\n| --- | --- |\n| a\\|b | one<br>two |\n| short | |\n");
    assertThat(
            StorageMarkdown.of(
                "<table><tr><td><table><tr><td>in</td></tr></table></td></tr></table>"))
        .startsWith("| \\| in \\|");
  }

  @Test
  void linksImagesPanelsAndTasksAreReadable() {
    assertThat(
            StorageMarkdown.of(
                """
                <p><a href="https://x/y">dash</a> and <ac:link><ri:page ri:content-title="Rollback"/></ac:link>\
                <ac:image ac:alt="graph"><ri:attachment ri:filename="p 99.png"/></ac:image></p>\
                <ac:structured-macro ac:name="warning"><ac:rich-text-body><p>Pages people.</p>\
                </ac:rich-text-body></ac:structured-macro>\
                <ac:task-list><ac:task><ac:task-status>complete</ac:task-status>\
                <ac:task-body>tell them</ac:task-body></ac:task></ac:task-list>
                """))
        .isEqualTo(
            """
            [dash](https://x/y) and Rollback![graph](p%2099.png)

            > **WARNING**
            >
            > Pages people.

            - [x] tell them
            """);
  }

  @Test
  @Timeout(20)
  void aPageThatIsNestedForEverIsReadAsText() {
    String deep = "<div>".repeat(5_000) + "<p>down here</p>" + "</div>".repeat(5_000);

    assertThat(StorageMarkdown.of(deep)).contains("down here");
    assertThat(StorageMarkdown.of("<ul><li>".repeat(3_000))).isNotNull();
    assertThat(StorageMarkdown.of("<p>a < b & c <unknown>d</unknown>")).contains("d");
  }
}
