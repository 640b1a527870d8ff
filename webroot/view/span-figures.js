import { html, nothing } from "lit"
import { channelFigures, share, spans, stepOf, steps } from "../model/now.js"
import { clock, day, duration, minute } from "../model/times.js"
import { channelWords, outcomeWords, outcomesInOrder } from "../model/words.js"
import { AskingElement } from "./asking-element.js"
import { behind, messages } from "./figure.js"
import { OutcomeChart } from "./outcome-chart.js"

const time = (milliseconds) => (milliseconds == null ? "–" : duration(milliseconds))

/** How it went over a span of time: outcomes, and how long channels took. A table says what the chart shows. */
class SpanFigures extends AskingElement {
  static askEvery = 60_000

  static properties = {
    summary: { attribute: false },
    span: { state: true },
  }

  #chart = new OutcomeChart()

  constructor() {
    super()
    this.span = spans[0]
  }

  connectedCallback() {
    super.connectedCallback()
    this.listen(matchMedia("(prefers-color-scheme: dark)"), "change", () => this.requestUpdate())
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    this.#chart.close()
  }

  question() {
    return this.summary({ from: new Date(Date.now() - this.span.hours * 3_600_000).toISOString() })
  }

  render() {
    return html`
      <section class="span" aria-label="Outcomes over time">
        <header class="outlook-head">
          <h2>Messages accepted in the last</h2>
          <div role="group" aria-label="Span">
            ${spans.map(
              (each) => html`<button class="quiet" aria-pressed=${each === this.span} @click=${() => this.#choose(each)}>
                ${each.words}
              </button>`,
            )}
          </div>
          <p class="hint" role="status">${this.told ? html`As of ${clock(this.told.at)}` : (this.problem ?? "Reading")}</p>
        </header>
        ${this.told ? this.#figures() : nothing}
      </section>
    `
  }

  #choose(span) {
    this.span = span
    this.ask()
  }

  #figures() {
    const { told } = this
    const all = steps(told)
    const shown = outcomesInOrder.filter((outcome) => told.outcomes[outcome])
    if (!told.messages) return html`<p class="hint">No messages in this time. Counting began ${day(told.counted_since)} ${minute(told.counted_since)}.</p>`
    return html`
      <div class="chart"><canvas role="img" aria-label="Messages by outcome over time; the table below says the same"></canvas></div>
      <table class="channels">
        <caption>Channels</caption>
        <thead>
          <tr>
            <th scope="col">Channel</th>
            <th scope="col">Messages</th>
            <th scope="col">Confirmed</th>
            <th scope="col">Half within</th>
            <th scope="col">90% within</th>
            <th scope="col">99% within</th>
          </tr>
        </thead>
        <tbody>
          ${channelFigures(told).map(
            (each) => html`<tr>
              <th scope="row">${channelWords(each.channel)}</th>
              <td>${messages(each.messages, this.#on(each.channel, Object.keys(each.outcomes)))}</td>
              <td>${behind(share(each.arrived, each.messages), this.#on(each.channel, ["delivered", "read"]))}</td>
              <td>${time(each.median)}</td>
              <td>${time(each.most)}</td>
              <td>${time(each.nearlyAll)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
      <p class="hint">
        ${messages(told.messages, this.#span)} messages, ${messages(told.double_deliveries, { double_delivery: true, ...this.#span })}
        arrived twice. Counted since ${day(told.counted_since)} ${minute(told.counted_since)}.
      </p>
      <details>
        <summary>Figures of the chart</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">From</th>
              ${shown.map((outcome) => html`<th scope="col">${outcomeWords(outcome).text}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${all.map(
              (step) => html`<tr>
                <th scope="row">${day(step.from)} ${told.step === "day" ? nothing : minute(step.from)}</th>
                ${shown.map((outcome) => html`<td>${messages(step.outcomes[outcome] ?? 0, { outcome, ...stepOf(step.from, told) })}</td>`)}
              </tr>`,
            )}
          </tbody>
        </table>
      </details>
    `
  }

  get #span() {
    return { from: this.told.from, to: this.told.to }
  }

  /** What shows one of these outcomes on a channel. */
  #on(channel, outcomes) {
    return { channel_outcome: outcomes.map((outcome) => `${channel}:${outcome}`), ...this.#span }
  }

  updated() {
    const canvas = this.querySelector("canvas")
    if (!canvas) return this.#chart.close()
    const { told } = this
    const label = ({ from }) => (told.step === "day" ? day(from, new Date(0)) : minute(from))
    this.#chart.show(canvas, {
      labels: steps(told).map(label),
      series: outcomesInOrder
        .filter((outcome) => told.outcomes[outcome])
        .map((outcome) => ({ ...outcomeWords(outcome), values: steps(told).map((step) => step.outcomes[outcome] ?? 0) })),
    })
  }
}

customElements.define("span-figures", SpanFigures)
