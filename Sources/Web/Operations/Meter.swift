import Synchronization

/// What the server counts and times, in Prometheus' text format (version 0.0.4). No label tells of a person.
final class Meter: Sendable {
    private struct Histogram {
        var counts = [Int](repeating: 0, count: Meter.bounds.count + 1)
        var sum = 0.0
    }

    private struct State {
        var counters: [String: Int] = [:]
        var histograms: [String: Histogram] = [:]
    }

    /// Seconds.
    private static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
    private let state = Mutex(State())

    /// - Parameter name: with its labels, such as `likeness_requests_total{status="200"}`.
    func count(_ name: String) { state.withLock { $0.counters[name, default: 0] += 1 } }

    /// - Parameter labels: such as `route="/cases"`.
    func time(_ name: String, _ labels: String, _ spent: Duration) {
        let seconds = spent.inSeconds
        state.withLock { state in
            var histogram = state.histograms["\(name)|\(labels)", default: Histogram()]
            histogram.counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
            histogram.sum += seconds
            state.histograms["\(name)|\(labels)"] = histogram
        }
    }

    /// - Parameter gauges: what is read now, by name.
    func text(gauges: [String: Double]) -> String {
        let (counters, histograms) = state.withLock { ($0.counters, $0.histograms) }
        var lines: [String] = []
        func heading(_ name: Substring, _ type: String) {
            let line = "# TYPE \(name) \(type)"
            if !lines.contains(line) { lines.append(line) }
        }
        for (name, value) in gauges.sorted(by: { $0.key < $1.key }) {
            heading(name.prefix { $0 != "{" }, "gauge")
            lines.append("\(name) \(value)")
        }
        for (name, count) in counters.sorted(by: { $0.key < $1.key }) {
            heading(name.prefix { $0 != "{" }, "counter")
            lines.append("\(name) \(count)")
        }
        for (key, histogram) in histograms.sorted(by: { $0.key < $1.key }) {
            let parts = key.split(separator: "|", maxSplits: 1)
            let (name, labels) = (parts[0], parts[1])
            heading(name, "histogram")
            var total = 0
            for (bound, count) in zip(Self.bounds.map { "\($0)" } + ["+Inf"], histogram.counts) {
                total += count
                lines.append("\(name)_bucket{\(labels),le=\"\(bound)\"} \(total)")
            }
            lines.append("\(name)_sum{\(labels)} \(histogram.sum)")
            lines.append("\(name)_count{\(labels)} \(total)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
