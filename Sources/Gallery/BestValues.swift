/// The `limit` greatest of the values seen so far; a heap with the least of them on top.
struct BestValues {
    private let limit: Int
    private var heap: [Float] = []

    init(limit: Int) { self.limit = limit }

    /// What a value must reach to be among the best; nil while there is room for any.
    var least: Float? { heap.count < limit ? nil : heap[0] }

    mutating func insert(_ value: Float) {
        if heap.count < limit {
            heap.append(value)
            var child = heap.count - 1
            while child > 0, heap[child] < heap[(child - 1) / 2] {
                heap.swapAt(child, (child - 1) / 2)
                child = (child - 1) / 2
            }
        } else if value > heap[0] {
            heap[0] = value
            var parent = 0
            while true {
                var least = parent
                for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child] < heap[least] {
                    least = child
                }
                if least == parent { return }
                heap.swapAt(parent, least)
                parent = least
            }
        }
    }
}
