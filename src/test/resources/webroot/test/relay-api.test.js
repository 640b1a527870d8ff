import { RelayApi } from "/net/relay-api.js"
import { equal } from "./assert.js"

/** An API whose relay gives this answer, and the requests that it got. */
function apiThat(answer) {
  const asked = []
  const api = new RelayApi(async (address, options) => {
    asked.push([address, options])
    return answer()
  })
  return { api, asked }
}

const json = (body, status = 200, headers = {}) => new Response(JSON.stringify(body), { status, headers })
const failure = (promise) => promise.then(() => undefined, (error) => error)

export async function aPageNamesTheNextOne() {
  const link = '</api/messages?cursor=a%2Cb>; rel="next"'
  const answer = json({ messages: [] }, 200, { Link: link })
  Object.defineProperty(answer, "url", { value: "http://127.0.0.1/api/messages" })
  const page = await apiThat(() => answer).api.messages()
  equal(page.next, "http://127.0.0.1/api/messages?cursor=a%2Cb")
}

export async function theLastPageNamesNone() {
  equal((await apiThat(() => json({ messages: [] })).api.messages()).next, null)
}

export async function aProblemIsASentence() {
  const { api } = apiThat(() => json({ title: "Not Found", status: 404, detail: "No message has this id." }, 404))
  const { message, status, code } = await failure(api.message("x"))
  equal([message, status, code ?? null], ["No message has this id.", 404, null])
}

export async function telesignsEnvelopeIsUnderstoodToo() {
  const body = { reference_id: "01A2", status: { code: 3039, description: "Final status unknown" }, external_id: null }
  const { message, status, code, reference } = await failure(apiThat(() => json(body, 504)).api.send({}, "key"))
  equal([message, status, code, reference], ["Final status unknown", 504, 3039, "01A2"])
}

export async function anAnswerThatIsNoJsonIsNamedByItsStatus() {
  const { message } = await failure(apiThat(() => new Response("<html>", { status: 502 })).api.codes())
  equal(message, "The relay answered 502.")
}

export async function noAnswerHasStatusZero() {
  const { api } = apiThat(() => Promise.reject(new TypeError("Failed to fetch")))
  equal((await failure(api.session())).status, 0)
}

export async function aSendCarriesItsKeyAndIsJson() {
  const { api, asked } = apiThat(() => json({}))
  await api.send({ channels: [] }, "k1")
  const [address, { method, headers, body }] = asked[0]
  equal([address, method, body], ["/v1/omnichannel", "POST", '{"channels":[]}'])
  equal([headers["Idempotency-Key"], headers["Content-Type"]], ["k1", "application/json"])
}

export async function aCodeMeansWhatItMeansOfMessages() {
  const codes = ["api", "callback", "verify"].map((where) => ({ code: 3101, where }))
  const { api } = apiThat(() => json({ codes: [...codes, { code: 3203, where: "verify" }] }))
  equal([...(await api.codes()).values()].map(({ where }) => where).sort(), ["callback", "verify"])
}

export async function aFailureSaysWhenToAskAgainAndWhetherItWouldBeTheSame() {
  const later = await failure(apiThat(() => json({}, 503, { "Retry-After": "7" })).api.send({}, "key"))
  equal([later.retryAfter, later.replayed], [7_000, false])
  const settled = await failure(apiThat(() => json({}, 429, { "Idempotent-Replayed": "true" })).api.send({}, "key"))
  equal([settled.retryAfter ?? null, settled.replayed], [null, true])
}
