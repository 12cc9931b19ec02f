/// Keeps the values that were used last, and forgets the one unused for longest when there are too many.
struct RecentlyUsed<Key: Hashable, Value> {
    private let capacity: Int
    private var values: [Key: (value: Value, used: Int)] = [:]
    private var clock = 0

    init(capacity: Int) { self.capacity = capacity }

    subscript(key: Key) -> Value? {
        mutating get {
            clock += 1
            values[key]?.used = clock
            return values[key]?.value
        }
        set {
            clock += 1
            values[key] = newValue.map { ($0, clock) }
            if values.count > capacity, let oldest = values.min(by: { $0.value.used < $1.value.used }) {
                values[oldest.key] = nil
            }
        }
    }
}
