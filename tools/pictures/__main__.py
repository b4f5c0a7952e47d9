"""Makes the pictures of docs/pictures anew, screens and charts: python -m tools.pictures."""

import asyncio

from tools.pictures import charts, shots

if __name__ == "__main__":
    asyncio.run(shots.main())
    charts.main()
