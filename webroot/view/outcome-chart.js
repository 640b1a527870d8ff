import { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, Tooltip } from "chart.js"

Chart.register(BarController, BarElement, CategoryScale, Legend, LinearScale, Tooltip)

/** Bars on a canvas, in the colours of the page. */
export class OutcomeChart {
  #chart
  #canvas

  /** @param series `[{text, tone, values}]`, one value for each label; those of one tone are told apart by its shades */
  show(canvas, { labels, series }) {
    if (canvas !== this.#canvas) this.close()
    const colour = coloursOf(canvas)
    const shades = {}
    const datasets = series.map(({ text, tone, values }) => {
      shades[tone] = (shades[tone] ?? 0) + 1
      return { label: text, data: values, backgroundColor: colour(`--${tone}`, 140 - 40 * shades[tone]) }
    })
    const data = { labels, datasets }
    if (this.#chart) {
      Object.assign(this.#chart, { data, options: options(colour) })
      this.#chart.update()
      return
    }
    this.#canvas = canvas
    this.#chart = new Chart(canvas, { type: "bar", data, options: options(colour) })
  }

  close() {
    this.#chart?.destroy()
    this.#chart = undefined
    this.#canvas = undefined
  }
}

/**
 * A custom property of the page, or so many percent of it, as a colour that a canvas knows: light-dark() is resolved by a
 * real element.
 */
function coloursOf(element) {
  return (property, percent = 100) => {
    element.style.color = `color-mix(in srgb, var(${property}) ${percent}%, transparent)`
    const colour = getComputedStyle(element).color
    element.style.removeProperty("color")
    return colour
  }
}

const options = (colour) => ({
  animation: false,
  maintainAspectRatio: false,
  plugins: { legend: { labels: { color: colour("--ink-soft"), boxWidth: 12 } }, tooltip: { mode: "index" } },
  scales: {
    x: { stacked: true, grid: { display: false }, ticks: { color: colour("--ink-faint"), maxRotation: 0, autoSkipPadding: 16 } },
    y: { stacked: true, beginAtZero: true, grid: { color: colour("--line") }, ticks: { color: colour("--ink-faint"), precision: 0 } },
  },
})
