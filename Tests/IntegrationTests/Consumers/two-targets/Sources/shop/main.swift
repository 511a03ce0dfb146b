import Bakery
import MetricsRuntime

let registry = MetricsRegistry()
let metrics = try ShopMetrics(in: registry)
metrics.orders.total.increment()
metrics.requests.open.set(2)
try bake(in: registry)
print(registry.exposition(), terminator: "")
