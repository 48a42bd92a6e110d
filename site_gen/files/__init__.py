"""What lies in a project's folders, and how it is told whether a file was touched: for tens of thousands of them."""
